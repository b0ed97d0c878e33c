import type { Block } from 'payload';
import { audience, caption, longText, text } from './fields.ts';

/** Code as it was written. */
export const codeblockBlock: Block = {
  slug: 'codeblock',
  labels: { singular: 'Code', plural: 'Code' },
  fields: [
    longText('code', 'Code'),
    text('language', 'Language', 'Such as js, python, sh. One that is not known here stays plain.'),
    caption,
  ],
};

/** Markdown, kept as it was written. */
export const markdownBlock: Block = {
  slug: 'markdown',
  labels: { singular: 'Markdown', plural: 'Markdown' },
  fields: [longText('markdown', 'Markdown')],
};

/** HTML by hand. */
export const htmlBlock: Block = {
  slug: 'html',
  labels: { singular: 'HTML', plural: 'HTML' },
  fields: [longText('html', 'HTML', 'Scripts, styles and forms are left out on the pages.'), ...audience],
};
