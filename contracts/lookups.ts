/** What a page elsewhere says of itself; empty strings where it says nothing. */
export interface BookmarkFacts {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly author: string;
  readonly publisher: string;
  readonly icon: string;
  readonly thumbnail: string;
}

/** What another site offers to stand in a page of ours (https://oembed.com/). */
export interface EmbedFacts {
  readonly url: string;
  readonly title: string;
  /** A frame, a picture or words: no scripts, no styles. */
  readonly html: string;
  readonly embedType: 'photo' | 'video' | 'rich';
  /** The provider's own words, for the card's memory. */
  readonly metadata: Readonly<Record<string, string | number>>;
}
