/** The rules of the menu's tree, for the page that edits it and for the service that keeps it. */

export const DEEPEST_MENU = 3;
export const MOST_MENU_ENTRIES = 200;

export interface Node<Own> {
  /** Its id, or one made up while it is new. */
  readonly key: string;
  readonly own: Own;
  readonly children: readonly Node<Own>[];
}

export type Tree<Own> = readonly Node<Own>[];

/** Where an entry goes, seen from another one. */
export type Place = 'before' | 'after' | 'inside';

export type Step = 'up' | 'down' | 'in' | 'out';

/** Rows with a parent and a position as a tree; what names a parent that is not there stands at the top. */
export function toTree<Row extends { readonly id: string; readonly parent: string | null; readonly position: number }>(
  rows: readonly Row[],
): Tree<Row> {
  const known = new Set(rows.map(({ id }) => id));
  const byParent = Map.groupBy(rows, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  const below = (parent: string | null): Node<Row>[] =>
    [...(byParent.get(parent) ?? [])]
      .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
      .map((own) => ({ key: own.id, own, children: below(own.id) }));
  return below(null);
}

export function countOf<Own>(tree: Tree<Own>): number {
  return tree.reduce((sum, { children }) => sum + 1 + countOf(children), 0);
}

/** How many levels stand below each other; 0 for none. */
export function depthOf<Own>(tree: Tree<Own>): number {
  return tree.reduce((most, { children }) => Math.max(most, 1 + depthOf(children)), 0);
}

export function find<Own>(tree: Tree<Own>, key: string): Node<Own> | null {
  for (const node of tree) {
    const found = node.key === key ? node : find(node.children, key);
    if (found) return found;
  }
  return null;
}

export function change<Own>(tree: Tree<Own>, key: string, edit: (own: Own) => Own): Tree<Own> {
  return tree.map((node) =>
    node.key === key ? { ...node, own: edit(node.own) } : { ...node, children: change(node.children, key, edit) },
  );
}

/** Without the entry and everything below it. */
export function remove<Own>(tree: Tree<Own>, key: string): Tree<Own> {
  return tree.filter((node) => node.key !== key).map((node) => ({ ...node, children: remove(node.children, key) }));
}

/** The entry, with what is below it, at another place; null where it may not stand: below itself, or too deep. */
export function move<Own>(tree: Tree<Own>, key: string, target: string, place: Place): Tree<Own> | null {
  const node = find(tree, key);
  if (!node || key === target || find(node.children, target)) return null;
  const moved = insert(remove(tree, key), node, target, place);
  return depthOf(moved) > DEEPEST_MENU ? null : moved;
}

/** One step, as a key press makes it; null when there is nowhere to go. */
export function step<Own>(tree: Tree<Own>, key: string, direction: Step): Tree<Own> | null {
  const around = siblingsOf(tree, key, null);
  if (!around) return null;
  const { siblings, parent } = around;
  const at = siblings.findIndex((node) => node.key === key);
  const before = siblings[at - 1];
  const after = siblings[at + 1];
  switch (direction) {
    case 'up':
      return before ? move(tree, key, before.key, 'before') : null;
    case 'down':
      return after ? move(tree, key, after.key, 'after') : null;
    case 'in':
      return before ? move(tree, key, before.key, 'inside') : null;
    case 'out':
      return parent ? move(tree, key, parent.key, 'after') : null;
  }
}

/** Which one it is among its siblings, how many there are, and on which level, all from 1. */
export function placeOf<Own>(tree: Tree<Own>, key: string, level = 1): { at: number; of: number; level: number } | null {
  const at = tree.findIndex((node) => node.key === key);
  if (at >= 0) return { at: at + 1, of: tree.length, level };
  for (const { children } of tree) {
    const found = placeOf(children, key, level + 1);
    if (found) return found;
  }
  return null;
}

function insert<Own>(tree: Tree<Own>, node: Node<Own>, target: string, place: Place): Tree<Own> {
  return tree.flatMap((each) => {
    if (each.key !== target) return [{ ...each, children: insert(each.children, node, target, place) }];
    if (place === 'inside') return [{ ...each, children: [...each.children, node] }];
    return place === 'before' ? [node, each] : [each, node];
  });
}

function siblingsOf<Own>(tree: Tree<Own>, key: string, parent: Node<Own> | null): { siblings: Tree<Own>; parent: Node<Own> | null } | null {
  if (tree.some((node) => node.key === key)) return { siblings: tree, parent };
  for (const node of tree) {
    const found = siblingsOf(node.children, key, node);
    if (found) return found;
  }
  return null;
}
