import { findMediaId } from '../pictures.ts';
import { isBody } from './types.ts';

/** What a body names by id and a renderer has to look up. */
export interface References {
  /** Ids of pictures and files kept here. */
  readonly media: readonly string[];
  /** Documents that internal links lead to. */
  readonly documents: readonly { readonly relationTo: string; readonly id: string }[];
}

/** Nothing that people write is nested deeper. */
const DEEPEST = 100;

/** Everything a body refers to, whatever block or inner body it stands in. */
export function listReferences(body: unknown): References {
  const media = new Set<string>();
  const documents = new Map<string, { relationTo: string; id: string }>();
  const walk = (value: unknown, depth: number): void => {
    if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const one of value) walk(one, depth + 1);
      return;
    }
    const node: Record<string, unknown> = { ...value };
    if (node.type === 'upload') add(media, toId(node.value));
    // A block's upload field is called `media` in every block (`collections/shared/blocks/fields.ts`).
    if ('media' in node) add(media, toId(node.media));
    const doc = toDocument(node.doc);
    if (node.linkType === 'internal' && doc) documents.set(`${doc.relationTo} ${doc.id}`, doc);
    for (const child of Object.values(node)) {
      // An address of ours names its file too.
      if (typeof child === 'string') add(media, findMediaId(child));
      else walk(child, depth + 1);
    }
  };
  if (isBody(body)) walk(body.root, 0);
  return { media: [...media], documents: [...documents.values()] };
}

/** What an internal link names, whether its document was read along or is an id; null when it names nothing. */
export function toDocument(doc: unknown): { relationTo: string; id: string } | null {
  if (typeof doc !== 'object' || doc === null || !('relationTo' in doc) || !('value' in doc)) return null;
  const id = toId(doc.value);
  return id !== null && typeof doc.relationTo === 'string' ? { relationTo: doc.relationTo, id } : null;
}

function toId(value: unknown): string | null {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null && 'id' in value) return toId(value.id);
  return null;
}

function add(ids: Set<string>, id: string | null): void {
  if (id) ids.add(id);
}
