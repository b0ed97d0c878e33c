import { element, escapeHtml, toAttributes } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { textOf } from '../fields.ts';

/** A recording that loads when it is played. */
export const renderAudio: RenderBlock = (fields, context) => {
  const src = context.href(fields.src);
  if (!src) return '';
  const title = textOf(fields.title).trim();
  const thumbnail = context.href(fields.thumbnailSrc);
  const picture = thumbnail ? `<img${toAttributes({ src: thumbnail, alt: '', loading: 'lazy' })}>` : '';
  const caption = title ? element('figcaption', {}, escapeHtml(title)) : '';
  const player = element('audio', { src, controls: true, preload: 'none', 'aria-label': title || null }, '');
  return element('figure', { class: 'card card-audio' }, picture + caption + player);
};
