import { render } from '@tryghost/kg-markdown-html-renderer';
import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';

/** Markdown with tables and footnotes, in the dialect that Ghost's editor speaks; then sanitised. */
export const renderMarkdown: RenderBlock = (fields, context) => {
  const markdown = textOf(fields.markdown);
  if (!markdown.trim()) return '';
  return element('div', { class: 'card-markdown' }, context.raw(render(markdown)));
};
