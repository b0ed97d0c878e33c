import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';

/** A card that no block here matches: its HTML from the old site, sanitised, when there is any. */
export const renderGhostCard: RenderBlock = (fields, context) => {
  const html = context.raw(fields.html);
  return html.trim() ? element('div', { class: 'card-html' }, html) : '';
};
