import type { Payload } from 'payload';
import { HOMED, HOMES, toHomePath } from '../core/homes.ts';
import type { HtmlOptions, MediaFile } from '../core/richtext/context.ts';
import { listReferences, toDocument } from '../core/richtext/references.ts';
import { toHtml } from '../core/richtext/to-html.ts';
import { isBody } from '../core/richtext/types.ts';
import type { ReaderClass } from '../core/richtext/visibility.ts';
import { findMediaFiles } from './media-files.ts';
import { toOrigin } from './origins.ts';
import { ADDRESS_FIELDS, toPostPaths } from './permalinks.ts';

/** A text and the class of its reader. */
export interface BodyFor {
  readonly body: unknown;
  readonly reader?: ReaderClass;
  /** Where this text has its page, when it is rendered for elsewhere. */
  readonly pageUrl?: string;
}

export interface RenderedBody {
  readonly html: string;
  /** Cache tags of what it shows and links to: a renamed post changes the pages that lead to it. */
  readonly mentions: readonly string[];
}

type Options = Omit<HtmlOptions, 'findMedia' | 'findAddress' | 'reader'>;

/**
 * Bodies as HTML, their pictures and internal links looked up together: one question for the
 * pictures and one for each collection that is linked to. A link to what visitors cannot see
 * keeps its words alone. An invitation to join leads to the account site unless told otherwise.
 */
export async function renderBodies(payload: Payload, bodies: readonly BodyFor[], options: Options = {}): Promise<RenderedBody[]> {
  const references = bodies.map(({ body }) => listReferences(body));
  const [pictures, addresses] = await Promise.all([
    findMediaFiles(
      payload,
      references.flatMap(({ media }) => media),
    ),
    findAddresses(
      payload,
      references.flatMap(({ documents }) => documents),
    ),
  ]);
  const lookUps: HtmlOptions = {
    signUpUrl: `${toOrigin(payload, 'account')}/`,
    ...options,
    findMedia: (id): MediaFile | null => pictures.get(id) ?? null,
    findAddress: (doc) => {
      const named = toDocument(doc);
      return named ? (addresses.get(toTag(named)) ?? null) : null;
    },
  };
  return bodies.map(({ body, reader = 'guest', pageUrl }, index) => ({
    html: isBody(body) ? toHtml(body, { ...lookUps, ...(pageUrl ? { pageUrl } : {}), reader }) : '',
    mentions: [...(references[index]?.media ?? []).map((id) => `media:${id}`), ...(references[index]?.documents ?? []).map(toTag)],
  }));
}

/** One body; see `renderBodies`. */
export async function renderBody(payload: Payload, one: BodyFor, options?: Options): Promise<RenderedBody> {
  const [rendered] = await renderBodies(payload, [one], options);
  return rendered ?? { html: '', mentions: [] };
}

/** Whole addresses by cache tag (`posts:<id>`), of what visitors may see. */
async function findAddresses(
  payload: Payload,
  documents: readonly { relationTo: string; id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    HOMED.map(async (collection) => {
      const ids = [...new Set(documents.filter(({ relationTo }) => relationTo === collection).map(({ id }) => id))];
      if (ids.length === 0) return [];
      const { docs } = await payload.find({
        collection,
        overrideAccess: false,
        where: { id: { in: ids } },
        select: collection === 'posts' ? ADDRESS_FIELDS : { slug: true },
        depth: 0,
        pagination: false,
        limit: ids.length,
      });
      const origin = toOrigin(payload, HOMES[collection].site);
      if (collection === 'posts') {
        const paths = await toPostPaths(payload, docs);
        return docs.map((doc, at) => [`${collection}:${doc.id}`, origin + paths[at]] as const);
      }
      return docs.map((doc) => [`${collection}:${doc.id}`, origin + toHomePath(collection, doc.slug)] as const);
    }),
  );
  return new Map(found.flat());
}

function toTag({ relationTo, id }: { relationTo: string; id: string }): string {
  return `${relationTo}:${id}`;
}
