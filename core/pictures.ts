import { toAttributes } from './html.ts';

/** What `toPictureHtml` needs of a picture; `Picture` of the contracts and `MediaFile` of bodies both have it. */
export interface Shown {
  readonly url: string;
  readonly alt?: string | null;
  readonly width?: number | null;
  readonly height?: number | null;
  readonly srcset?: string;
  readonly sources?: readonly { readonly type: string; readonly srcset: string }[];
  readonly placeholder?: string;
  readonly focus?: { readonly x: number; readonly y: number };
}

export interface ShownHow {
  /** How wide it will stand, as in HTML's `sizes`. */
  readonly sizes?: string | undefined;
  /** The first picture of a page loads at once, the rest when they come near. */
  readonly eager?: boolean | undefined;
  readonly class?: string | undefined;
  readonly title?: string | null | undefined;
  /** Leaves out what only a page of ours can use: for feeds and mails. */
  readonly plain?: boolean | undefined;
}

/**
 * `<picture>` with every format and size, its width and height, and the blurred miniature behind it; an `<img>`
 * alone when there is one address only. Stands in pages and in bodies alike.
 */
export function toPictureHtml(
  picture: Shown,
  { sizes = '100vw', eager = false, class: className, title, plain = false }: ShownHow = {},
): string {
  const sources = plain ? [] : (picture.sources ?? []);
  const srcset = plain ? undefined : picture.srcset;
  const asked = toSizes(sizes);
  const img = `<img${toAttributes({
    class: className,
    src: picture.url,
    srcset,
    sizes: srcset && asked,
    alt: picture.alt ?? '',
    title: title || null,
    width: picture.width ?? null,
    height: picture.height ?? null,
    loading: eager ? null : 'lazy',
    fetchpriority: eager ? 'high' : null,
    decoding: eager ? null : 'async',
    style: plain ? null : toStyle(picture),
  })}>`;
  if (sources.length === 0) return img;
  const others = sources.map((source) => `<source${toAttributes({ type: source.type, srcset: source.srcset, sizes: asked })}>`);
  return `<picture>${others.join('')}${img}</picture>`;
}

/**
 * A phone with three dots to a pixel gets two: nobody sees the third, and it is half of the bytes. Where pages are
 * wider than a phone, or a picture is not as wide as the page, nothing changes.
 */
function toSizes(sizes: string): string {
  return sizes.endsWith('100vw') ? `(max-width: 30rem) and (min-resolution: 2.5dppx) 67vw, ${sizes}` : sizes;
}

/** Only what we made ourselves: a `data:` address of our own and two numbers. */
function toStyle({ placeholder, focus }: Shown): string | null {
  const isOurs = placeholder !== undefined && /^data:image\/webp;base64,[A-Za-z0-9+/=]+$/.test(placeholder);
  const rules = [
    ...(isOurs ? [`background:url(${placeholder}) 50%/cover no-repeat`] : []),
    ...(focus ? [`object-position:${Number(focus.x)}% ${Number(focus.y)}%`] : []),
  ];
  return rules.length > 0 ? rules.join(';') : null;
}

/** The id in an address of a file kept here, `/media/<id>/…` at any of our hosts; null for others. */
export function findMediaId(address: string): string | null {
  return /^(?:https?:\/\/[^/]+)?\/media\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\//.exec(address)?.[1] ?? null;
}
