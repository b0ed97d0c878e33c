import { element, escapeHtml } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';
import { toTint } from './look.ts';

/** A remark set apart, with a colour's name and a small picture. */
export const renderCallout: RenderBlock = (fields, context) => {
  const text = context.rich(fields.text);
  if (!text) return '';
  const emoji = textOf(fields.emoji).trim();
  const mark = emoji ? element('span', { class: 'callout-emoji', 'aria-hidden': 'true' }, escapeHtml(emoji)) : '';
  return element(
    'div',
    { class: `card-callout${toTint(fields.backgroundColor)}` },
    `${mark}${context.kind === 'site' ? '' : ' '}${element('div', { class: 'callout-text' }, text)}`,
  );
};
