import { element, escapeHtml, toAttributes, toPlainText } from '../../html.ts';
import type { MediaFile, RenderBlock, RenderContext } from '../context.ts';
import { flagOf, numberOf, textOf, wordOf } from '../fields.ts';
import { findMedia } from './image.ts';
import { isLive, toClock, toFigure, toLinkedStill } from './parts.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A film that loads when it is played; away from the pages its still, which leads to it. */
export const renderVideo: RenderBlock = (fields, context) => {
  const media = findMedia(fields.media, context);
  const src = context.href(media?.url ?? fields.src);
  if (!src) return '';
  const poster = findPoster(fields, media, context);
  const size = { width: media?.width ?? numberOf(fields.width), height: media?.height ?? numberOf(fields.height) };
  const caption = context.inline(fields.caption);
  const content = isLive(context)
    ? toPlayer(fields, { src, poster, size, media })
    : toStill(fields, { href: (context.kind === 'mail' && context.options.pageUrl) || src, poster, size, caption });
  const width = wordOf(fields.cardWidth, ['regular', 'wide', 'full']);
  return toFigure(`card-video card-${width}`, content, caption, context);
};

/** `<track>` for each file of captions or chapters. */
export function toTracks(media: MediaFile | null): string {
  return (media?.tracks ?? [])
    .map(
      ({ kind, src, language, label }, index) =>
        `<track${toAttributes({ kind, src, srclang: language, label, default: index === 0 && kind === 'captions' })}>`,
    )
    .join('');
}

interface Size {
  readonly width: number | null;
  readonly height: number | null;
}

function toPlayer(fields: Fields, film: { src: string; poster: string | null; size: Size; media: MediaFile | null }): string {
  const { src, poster, size, media } = film;
  const attributes = { src, poster, ...size, controls: true, loop: flagOf(fields.loop), preload: 'none', playsinline: true };
  const label = toPlainText(textOf(fields.caption)) || media?.alt || textOf(fields.fileName) || null;
  return element('video', { ...attributes, 'aria-label': label }, toTracks(media));
}

function toStill(fields: Fields, film: { href: string; poster: string | null; size: Size; caption: string }): string {
  const { href, poster, size, caption } = film;
  const seconds = numberOf(fields.duration);
  const words = `Watch the film${seconds ? ` (${toClock(seconds)})` : ''}`;
  if (!poster) return element('p', {}, element('a', { href }, escapeHtml(words)));
  return toLinkedStill(href, { src: poster, alt: caption ? words : `${words}: ${textOf(fields.fileName)}`.replace(/: $/, ''), ...size });
}

function findPoster(fields: Fields, media: MediaFile | null, context: RenderContext): string | null {
  return context.href(textOf(fields.customThumbnailSrc) || (media?.poster?.url ?? fields.thumbnailSrc));
}
