import type { Payload, PayloadRequest } from 'payload';
import type { PostRecord, TagRecord } from '../../contracts/ingest.ts';

/** Posts and pages share their addresses, tags have their own. */
type Space = 'publications' | 'tags';
const COLLECTIONS = { publications: ['posts', 'pages'], tags: ['tags'] } as const;

export interface Slugs {
  /** The wanted address when nobody has it, else the same with a number; asked inside the transaction. */
  claim(record: PostRecord | TagRecord, req: PayloadRequest): Promise<string>;
}

/**
 * Addresses for the new records of a batch, looked up together. A repeated one gets a number: exports of
 * Ghost 0.x hold several posts with one slug, and none may be dropped.
 */
export function createSlugs(payload: Payload, records: readonly (PostRecord | TagRecord)[]): Slugs {
  const taken = new Map<Space, Set<string>>();
  const findTaken = async (space: Space, slugs: readonly string[], req: PayloadRequest): Promise<string[]> => {
    const found: string[] = [];
    for (const collection of COLLECTIONS[space]) {
      const { docs } = await payload.find({
        collection,
        where: { slug: { in: [...slugs] } },
        select: { slug: true },
        depth: 0,
        pagination: false,
        limit: 0,
        req,
      });
      found.push(...docs.map((doc) => String(doc.slug)));
    }
    return found;
  };
  const takenIn = async (space: Space, req: PayloadRequest): Promise<Set<string>> => {
    const known = taken.get(space);
    if (known) return known;
    const wanted = records.filter((record) => toSpace(record) === space).map((record) => record.slug);
    const fresh = new Set(await findTaken(space, wanted, req));
    taken.set(space, fresh);
    return fresh;
  };
  return {
    claim: async (record, req) => {
      const space = toSpace(record);
      const known = await takenIn(space, req);
      let slug = record.slug;
      for (let next = 2; known.has(slug); next++) {
        slug = `${record.slug.slice(0, 180)}-${next}`;
        if (!known.has(slug)) for (const found of await findTaken(space, [slug], req)) known.add(found);
      }
      known.add(slug);
      return slug;
    },
  };
}

function toSpace(record: PostRecord | TagRecord): Space {
  return record.kind === 'tag' ? 'tags' : 'publications';
}
