import type { RenderBlock } from '../context.ts';

/** A note to a word of a line: its number stands there, its words at the end of the text. */
export const renderFootnote: RenderBlock = (fields, context) => {
  const words = context
    .rich(fields.text)
    .replace(/<\/p>\s*<p[^>]*>/g, '<br>')
    .replace(/^<p[^>]*>|<\/p>$/g, '');
  return words ? context.note(words) : '';
};
