import type { Block } from 'payload';
import { inlineEditor } from '../inline-editor.ts';
import { longText, text } from './fields.ts';

/** A remark in colour. */
export const calloutBlock: Block = {
  slug: 'callout',
  labels: { singular: 'Callout', plural: 'Callouts' },
  fields: [
    { name: 'text', type: 'richText', label: 'Text', editor: inlineEditor },
    text('emoji', 'Emoji'),
    text('backgroundColor', 'Colour', 'One of: grey, white, blue, green, yellow, red, pink, purple, accent.'),
  ],
};

/** Words that open on a click. */
export const toggleBlock: Block = {
  slug: 'toggle',
  labels: { singular: 'Toggle', plural: 'Toggles' },
  fields: [
    longText('heading', 'Heading', 'May hold links and marks as HTML.'),
    { name: 'content', type: 'richText', label: 'Content', editor: inlineEditor },
  ],
};

/** A quotation set apart. */
export const asideBlock: Block = {
  slug: 'aside',
  labels: { singular: 'Aside', plural: 'Asides' },
  fields: [{ name: 'content', type: 'richText', label: 'Content', editor: inlineEditor }],
};
