import { element, escapeHtml, toAttributes } from '../../html.ts';
import type { MediaFile, RenderBlock, RenderContext } from '../context.ts';
import { numberOf, textOf, wordOf } from '../fields.ts';

/** A picture kept here (`media`) or at its own address (`src`), with caption, width class and link. */
export const renderImage: RenderBlock = (fields, context) => {
  const picture = toPicture(fields, context);
  if (!picture) return '';
  const href = context.href(fields.href);
  return toFigure(
    `card card-image card-${wordOf(fields.cardWidth, ['regular', 'wide', 'full'])}`,
    href ? element('a', { href }, picture) : picture,
    context.inline(fields.caption),
  );
};

/** `<img>` with its ratio, or null when there is no address to show. */
export function toPicture(fields: Readonly<Record<string, unknown>>, context: RenderContext): string | null {
  const media = findMedia(fields.media, context);
  const src = context.href(media?.url ?? fields.src);
  if (!src) return null;
  return `<img${toAttributes({
    src,
    alt: textOf(fields.alt) || (media?.alt ?? ''),
    title: textOf(fields.title) || null,
    width: media?.width ?? numberOf(fields.width),
    height: media?.height ?? numberOf(fields.height),
    loading: 'lazy',
    decoding: 'async',
  })}>`;
}

/** `<figure>` with its caption when there is one; both are HTML already. */
export function toFigure(className: string, content: string, caption: string): string {
  const figcaption = caption ? element('figcaption', {}, caption) : '';
  return element('figure', { class: className }, content + figcaption);
}

/** A button that is a link; nothing without words and an address. */
export function toButton(text: unknown, url: unknown, context: RenderContext): string {
  const href = context.href(url);
  const words = textOf(text).trim();
  return href && words ? element('a', { class: 'button', href }, escapeHtml(words)) : '';
}

/** The file behind an upload field: an id, or a document that was read along. */
export function findMedia(value: unknown, context: RenderContext): MediaFile | null {
  if (typeof value === 'string' || typeof value === 'number') {
    return context.options.findMedia?.(String(value)) ?? null;
  }
  if (typeof value !== 'object' || value === null || !('url' in value) || !textOf(value.url)) return null;
  return {
    url: textOf(value.url),
    alt: 'alt' in value ? textOf(value.alt) : null,
    width: 'width' in value ? numberOf(value.width) : null,
    height: 'height' in value ? numberOf(value.height) : null,
  };
}
