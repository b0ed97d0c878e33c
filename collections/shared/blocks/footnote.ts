import type { Block } from 'payload';
import { inlineEditor } from '../inline-editor.ts';

/** A note to a word; it stands inside a line. */
export const footnoteBlock: Block = {
  slug: 'footnote',
  labels: { singular: 'Footnote', plural: 'Footnotes' },
  fields: [
    {
      name: 'text',
      type: 'richText',
      label: 'Note',
      editor: inlineEditor,
      admin: { description: 'A line or two. Its number stands in the text, its words at the end.' },
    },
  ],
};
