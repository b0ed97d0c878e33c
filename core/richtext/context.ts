import type { BlockFields } from './types.ts';
import type { ReaderClass } from './visibility.ts';

export interface MediaFile {
  readonly url: string;
  readonly alt?: string | null;
  readonly width?: number | null;
  readonly height?: number | null;
}

/** What differs between a page, a feed, a mail and the fediverse. */
export interface HtmlOptions {
  /** Makes every address absolute: for feeds, mails and the fediverse. */
  readonly baseUrl?: string;
  /** `web` (default) leaves out what is meant for mails, `email` the other way about. */
  readonly target?: 'web' | 'email';
  /** Frames that load on a click (default), or links where frames do not work. */
  readonly embeds?: 'click' | 'link';
  /** Ids on headings; on by default. */
  readonly headingIds?: boolean;
  /** Decides over blocks shown to some readers only; `guest` by default. */
  readonly reader?: ReaderClass;
  /** Where a sign-up card's button leads; without it the card has no button. */
  readonly signUpUrl?: string;
  /** The file of a picture kept here, by its id. */
  readonly findMedia?: (id: string) => MediaFile | null;
  /** The address of a document that an internal link names. */
  readonly findAddress?: (doc: { relationTo: string; value: unknown }) => string | null;
}

export interface RenderContext {
  readonly options: HtmlOptions;
  /** A safe address, absolute when asked for; null when there is none to follow. */
  href(url: unknown): string | null;
  /** Sanitised HTML that may stand in a line. */
  inline(html: unknown): string;
  /** Sanitised HTML of a raw card. */
  raw(html: unknown): string;
  /** A body inside a block. */
  rich(body: unknown): string;
  headingId(text: string): string | null;
}

/** One card as HTML; an empty string when it has nothing to show. */
export type RenderBlock = (fields: BlockFields, context: RenderContext) => string;
