import { toLexical } from '../../samples/lexical.ts';

/** A body from the samples' way to write one: paragraphs, `=== members ===`, links; without pictures. */
export function toBody(text: string) {
  return toLexical(text, { media: () => '' }) as never;
}

const element = { version: 1, format: '', indent: 0, direction: null };

/** The body of a text that is one link to something of ours. */
export function linkTo(relationTo: string, value: string, words: string) {
  const text = { type: 'text', version: 1, text: words, format: 0, detail: 0, mode: 'normal', style: '' };
  const fields = { linkType: 'internal', newTab: false, doc: { relationTo, value } };
  const link = { ...element, type: 'link', version: 3, id: 'l', fields, children: [text] };
  return { root: { ...element, type: 'root', children: [{ ...element, type: 'paragraph', children: [link] }] } } as never;
}

/** The body of a text that is one film kept here. */
export function filmOf(media: string) {
  const block = { type: 'block', version: 2, format: '', fields: { id: 'f', blockType: 'video', media } };
  return { root: { ...element, type: 'root', children: [block] } } as never;
}
