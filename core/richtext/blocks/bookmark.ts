import { element, escapeHtml, toAttributes } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';
import { toPicture } from './image.ts';
import { toFigure } from './parts.ts';

/** A page elsewhere, as a card that leads to it. */
export const renderBookmark: RenderBlock = (fields, context) => {
  const href = context.href(fields.url);
  if (!href) return '';
  // Another site must not learn from its pictures who reads what.
  const foreign = (className: string, url: unknown) => {
    const src = context.href(url);
    return src ? `<img${toAttributes({ class: className, src, alt: '', loading: 'lazy', referrerpolicy: 'no-referrer' })}>` : '';
  };
  const words = (className: string, text: unknown) =>
    textOf(text).trim() ? element('span', { class: className }, escapeHtml(textOf(text))) : '';
  const thumbnail =
    toPicture({ media: fields.media }, context, { class: 'bookmark-thumbnail' }) ?? foreign('bookmark-thumbnail', fields.thumbnail);
  const source =
    foreign('bookmark-icon', fields.icon) + words('bookmark-publisher', fields.publisher) + words('bookmark-author', fields.author);
  const content =
    element('span', { class: 'bookmark-title' }, escapeHtml(textOf(fields.title) || href)) +
    words('bookmark-description', fields.description) +
    (source ? element('span', { class: 'bookmark-source' }, source) : '') +
    thumbnail;
  return toFigure('card-bookmark', element('a', { href }, content), context.inline(fields.caption), context);
};
