import { element, escapeHtml, toFrame } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';
import { toFigure } from './image.ts';

/** What another site lets stand in pages: a frame that loads on a click, its words, or a link to it. */
export const renderEmbed: RenderBlock = (fields, context) => {
  const html = textOf(fields.html);
  const caption = context.inline(fields.caption);
  const title = textOf(fields.title);
  const frame = /<iframe\b[^>]*>/i.exec(html)?.[0];
  const read = (name: string) =>
    new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(frame ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
  const content = frame
    ? toFrame({ src: read('src'), title: title || read('title'), width: read('width'), height: read('height') }, context.options)
    : context.raw(html);
  const href = context.href(fields.url);
  const link = href ? element('a', { href, rel: 'noopener' }, escapeHtml(title || href)) : '';
  // The words of a widget without its script say little; the link says where the rest is.
  const whole = frame && content ? content : content + (link ? element('p', { class: 'embed-link' }, link) : '');
  return whole ? toFigure('card card-embed', whole, caption) : '';
};
