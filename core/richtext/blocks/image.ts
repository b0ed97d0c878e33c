import { element, escapeHtml } from '../../html.ts';
import { findMediaId, toPictureHtml } from '../../pictures.ts';
import type { MediaFile, RenderBlock, RenderContext } from '../context.ts';
import { numberOf, textOf, wordOf } from '../fields.ts';
import { toFigure } from './parts.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Mails are this wide; a picture that says it is wider breaks their layout. */
const MAIL_WIDTH = 600;

/** How wide a picture stands in a page, as in HTML's `sizes`. */
const SIZES = {
  regular: '(min-width: 44rem) 42rem, 92vw',
  wide: '(min-width: 64rem) 54rem, 92vw',
  full: '(min-width: 76rem) 64rem, 100vw',
} as const;

/** A picture kept here (`media`) or at its own address (`src`), with caption, width class and link. */
export const renderImage: RenderBlock = (fields, context) => {
  const width = wordOf(fields.cardWidth, ['regular', 'wide', 'full']);
  const picture = toPicture(fields, context, { sizes: SIZES[width] });
  if (!picture) return '';
  const href = context.href(fields.href);
  const content = href ? element('a', { href }, picture) : picture;
  return toFigure(`card-image card-${width}`, content, toCaption(fields, context), context);
};

/** The picture of a block, or null when there is no address to show. */
export function toPicture(fields: Fields, context: RenderContext, how: { class?: string; sizes?: string } = {}): string | null {
  const media = findMedia(fields.media, context) ?? findMedia(findMediaId(textOf(fields.src)), context);
  const url = context.href(media?.url ?? fields.src);
  if (!url) return null;
  const isPage = context.kind === 'site';
  const alt = textOf(fields.alt) || (media?.alt ?? '');
  const size = toSize({ width: media?.width ?? numberOf(fields.width), height: media?.height ?? numberOf(fields.height) }, context);
  return toPictureHtml({ ...media, url, alt, ...size }, { ...how, title: textOf(fields.title) || null, plain: !isPage });
}

/** What the editor wrote, else what is said of the file; with who made it. */
export function toCaption(fields: Fields, context: RenderContext): string {
  const media = findMedia(fields.media, context);
  const caption = context.inline(fields.caption) || escapeHtml(media?.caption ?? '');
  const credit = media?.credit ? element('small', { class: 'credit' }, escapeHtml(media.credit)) : '';
  return caption && credit ? `${caption} ${credit}` : caption + credit;
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

function toSize({ width, height }: { width: number | null; height: number | null }, { kind }: RenderContext) {
  if (kind !== 'mail' || !width || width <= MAIL_WIDTH) return { width, height };
  return { width: MAIL_WIDTH, height: height && Math.round((height * MAIL_WIDTH) / width) };
}
