import { element, escapeHtml } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { numberOf, textOf } from '../fields.ts';
import { findMedia, toPicture } from './image.ts';
import { isLive, toClock, toFigure } from './parts.ts';
import { toTracks } from './video.ts';

/** A recording that loads when it is played; away from the pages a link to it. */
export const renderAudio: RenderBlock = (fields, context) => {
  const media = findMedia(fields.media, context);
  const src = context.href(media?.url ?? fields.src);
  if (!src) return '';
  const title = textOf(fields.title).trim();
  const seconds = numberOf(fields.duration);
  const clock = seconds ? toClock(seconds) : '';
  const picture = toPicture({ src: fields.thumbnailSrc }, context) ?? '';
  if (!isLive(context)) {
    const words = `${title || 'Listen to the recording'}${clock ? ` (${clock})` : ''}`;
    return toFigure('card-audio', picture + element('p', {}, element('a', { href: src }, escapeHtml(words))), '', context);
  }
  const player = element('audio', { src, controls: true, preload: 'none', 'aria-label': title || null }, toTracks(media));
  const words = (title ? element('span', { class: 'audio-title' }, escapeHtml(title)) : '') + toLength(clock);
  return element('div', { class: 'card-audio' }, picture + player + (words ? element('div', { class: 'audio-words' }, words) : ''));
};

/** A browser's own player shows the time only once it has begun. */
function toLength(clock: string): string {
  return clock ? element('span', { class: 'media-length' }, escapeHtml(clock)) : '';
}
