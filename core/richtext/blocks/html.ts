import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';

/** Raw HTML, sanitised: its scripts, styles and forms do not run here. */
export const renderHtml: RenderBlock = (fields, context) => {
  const html = context.raw(fields.html);
  return html.trim() ? element('div', { class: 'card-html' }, html) : '';
};
