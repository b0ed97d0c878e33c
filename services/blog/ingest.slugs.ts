import type { Payload, PayloadRequest } from 'payload';

type Collection = 'posts' | 'pages' | 'tags';

/**
 * Addresses that nobody has yet. Posts and pages share theirs; a repeated one gets a number, as
 * exports of Ghost 0.x need it: they hold several posts with one slug, and none may be dropped.
 */
export function createSlugs(payload: Payload): { claim(collection: Collection, wanted: string, req: PayloadRequest): Promise<string> } {
  const isTaken = async (collection: Collection, slug: string, req: PayloadRequest): Promise<boolean> => {
    for (const shared of collection === 'tags' ? (['tags'] as const) : (['posts', 'pages'] as const)) {
      const { totalDocs } = await payload.count({ collection: shared, where: { slug: { equals: slug } }, req });
      if (totalDocs > 0) return true;
    }
    return false;
  };
  return {
    claim: async (collection, wanted, req) => {
      let slug = wanted;
      for (let next = 2; await isTaken(collection, slug, req); next++) slug = `${wanted.slice(0, 180)}-${next}`;
      return slug;
    },
  };
}
