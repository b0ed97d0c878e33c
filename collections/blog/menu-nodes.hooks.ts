import { APIError, type CollectionBeforeChangeHook, type PayloadRequest } from 'payload';
import { DEEPEST_MENU } from '../../core/menu-tree.ts';

/** A menu is a tree of at most three levels: an entry cannot stand below itself, and a cycle would hang every page. */
export const keepMenuATree: CollectionBeforeChangeHook = async ({ data, originalDoc, req }) => {
  const own: unknown = originalDoc?.id;
  const below = own && data.parent ? await countLevelsBelow(req, String(own)) : 0;
  let above: unknown = data.parent;
  for (let level = 2; above; level += 1) {
    if (above === own) throw new APIError('A menu entry cannot stand below itself. Choose another parent.', 400, undefined, true);
    if (level + below > DEEPEST_MENU)
      throw new APIError(`The menu has at most ${DEEPEST_MENU} levels. Choose a parent further up.`, 400, undefined, true);
    const parent = await req.payload.findByID({ collection: 'menu-nodes', id: String(above), depth: 0, select: { parent: true }, req });
    above = parent.parent;
  }
  return data;
};

/** Levels that hang from an entry and move with it. */
async function countLevelsBelow(req: PayloadRequest, id: string): Promise<number> {
  let ids = [id];
  for (let levels = 0; ; levels += 1) {
    const { docs } = await req.payload.find({
      collection: 'menu-nodes',
      where: { parent: { in: ids } },
      select: {},
      depth: 0,
      pagination: false,
      limit: 1000,
      req,
    });
    if (docs.length === 0 || levels > DEEPEST_MENU) return levels;
    ids = docs.map((doc) => doc.id);
  }
}
