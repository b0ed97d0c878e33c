import type { Shown } from '../pictures.ts';
import type { BlockFields } from './types.ts';
import type { ReaderClass } from './visibility.ts';

/** A file kept here, with what a page of ours can show of it; see `Picture` in the contracts. */
export interface MediaFile extends Shown {
  readonly caption?: string;
  readonly credit?: string;
  readonly mimeType?: string;
  readonly fileName?: string;
  /** Bytes. */
  readonly fileSize?: number | null;
  /** The still before a film is played. */
  readonly poster?: MediaFile | null;
  /** Captions and chapters of a film or recording, at the host of the page. */
  readonly tracks?: readonly MediaTrack[];
}

/** As in HTML's `<track>`. */
export interface MediaTrack {
  readonly kind: 'captions' | 'subtitles' | 'descriptions' | 'chapters';
  readonly src: string;
  readonly language: string;
  readonly label: string;
}

/**
 * Where a body is read. `site`: a page of ours. `feed`: a reader that knows plain HTML. `mail`: a mail, which
 * also carries the cards made for mails. `fediverse`: servers that keep little more than words, links and
 * pictures. `export`: a file that has to stand alone.
 */
export type HtmlKind = 'site' | 'feed' | 'mail' | 'fediverse' | 'export';

/** What differs between a page, a feed, a mail and the fediverse. */
export interface HtmlOptions {
  /** `site` by default. */
  readonly kind?: HtmlKind;
  /** Makes every address absolute: for all kinds but `site`. */
  readonly baseUrl?: string;
  /** Where the whole text is, for what cannot be shown away from it. */
  readonly pageUrl?: string;
  /** Ids on headings; on by default where there can be any. */
  readonly headingIds?: boolean;
  /** Before the ids of notes, when several bodies share a page. */
  readonly idPrefix?: string;
  /** Decides over blocks shown to some readers only; `guest` by default. */
  readonly reader?: ReaderClass;
  /** Where a sign-up card's button leads; without it the card has no button. */
  readonly signUpUrl?: string;
  /** What stands for `{first_name, "friend"}` in a mail; the word after the comma by default. */
  readonly nameFor?: (field: string, fallback: string) => string;
  /** The file of a picture kept here, by its id. */
  readonly findMedia?: (id: string) => MediaFile | null;
  /** The address of a document that an internal link names. */
  readonly findAddress?: (doc: { relationTo: string; value: unknown }) => string | null;
}

export interface RenderContext {
  readonly options: HtmlOptions;
  readonly kind: HtmlKind;
  /** A safe address, absolute when asked for; null when there is none to follow. */
  href(url: unknown): string | null;
  /** Sanitised HTML that may stand in a line. */
  inline(html: unknown): string;
  /** Sanitised HTML of a raw card. */
  raw(html: unknown): string;
  /** A body inside a block. */
  rich(body: unknown): string;
  headingId(text: string): string | null;
  /** Keeps a note for the end of the text and gives the mark that leads to it. */
  note(html: string): string;
}

/** One card as HTML; an empty string when it has nothing to show. */
export type RenderBlock = (fields: BlockFields, context: RenderContext) => string;
