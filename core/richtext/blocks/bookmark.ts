import { element, escapeHtml, toAttributes } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';
import { toFigure } from './image.ts';

/** Somebody else's page, shown by its title, words and picture. */
export const renderBookmark: RenderBlock = (fields, context) => {
  const href = context.href(fields.url);
  if (!href) return '';
  const picture = (className: string, url: unknown) => {
    const src = context.href(url);
    return src ? `<img${toAttributes({ class: className, src, alt: '', loading: 'lazy', referrerpolicy: 'no-referrer' })}>` : '';
  };
  const words = (className: string, text: unknown) =>
    textOf(text).trim() ? element('span', { class: className }, escapeHtml(textOf(text))) : '';
  const content =
    element('span', { class: 'bookmark-title' }, escapeHtml(textOf(fields.title) || href)) +
    words('bookmark-description', fields.description) +
    picture('bookmark-icon', fields.icon) +
    words('bookmark-author', fields.author) +
    words('bookmark-publisher', fields.publisher) +
    picture('bookmark-thumbnail', fields.thumbnail);
  return toFigure('card card-bookmark', element('a', { href }, content), context.inline(fields.caption));
};
