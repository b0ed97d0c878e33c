import { element, escapeHtml } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';

/** A remark set apart, with a colour's name and a small picture. */
export const renderCallout: RenderBlock = (fields, context) => {
  const text = context.rich(fields.text);
  if (!text) return '';
  const emoji = textOf(fields.emoji).trim();
  const mark = emoji ? element('span', { class: 'callout-emoji', 'aria-hidden': 'true' }, escapeHtml(emoji)) : '';
  const colour = /^[a-z]+$/.test(textOf(fields.backgroundColor)) ? ` callout-${textOf(fields.backgroundColor)}` : '';
  return element('div', { class: `card card-callout${colour}` }, mark + element('div', { class: 'callout-text' }, text));
};
