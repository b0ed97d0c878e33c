import { numberOf, textOf } from './fields.ts';
import { type BodyNode, childrenOf, isBody } from './types.ts';

/** A recording that a text holds, as its card names it. */
export interface Recording {
  /** Id of the file kept here. */
  readonly media: string | null;
  /** Its own address, while no file is chosen. */
  readonly src: string;
  readonly title: string;
  readonly mimeType: string;
  /** Seconds. */
  readonly duration: number | null;
}

/** The recordings of a text, in their order; a feed carries them along (RSS 2.0, enclosure). */
export function listRecordings(body: unknown): readonly Recording[] {
  const found: Recording[] = [];
  const walk = (node: BodyNode): void => {
    if (node.type === 'block' && node.fields.blockType === 'audio') {
      const { media, src, title, mimeType, duration } = node.fields;
      found.push({ media: toId(media), src: textOf(src), title: textOf(title), mimeType: textOf(mimeType), duration: numberOf(duration) });
    }
    for (const child of childrenOf(node)) walk(child);
  };
  if (isBody(body)) for (const node of body.root.children) walk(node);
  return found.filter(({ media, src }) => media !== null || src !== '');
}

function toId(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'id' in value ? toId(value.id) : null;
}
