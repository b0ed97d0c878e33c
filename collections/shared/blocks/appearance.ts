/** How a card presents itself to whoever writes: where it stands in the slash menu, its sign, what it is for. */
export interface Appearance {
  readonly group: CardGroup;
  /** Strokes of a sign on a grid of 24. */
  readonly sign: string;
  /** One sentence, in the voice of the house. */
  readonly about: string;
  /** Other words people type after the slash. */
  readonly keywords?: readonly string[];
  /** Opens its fields as soon as it is put in. */
  readonly opens?: false;
}

export const CARD_GROUPS = [
  'Pictures and sound',
  'Text',
  'From elsewhere',
  'Asking readers',
  'Readers and mail',
  'Kept from Ghost',
] as const;
export type CardGroup = (typeof CARD_GROUPS)[number];

/** By the slug of the block. */
export const APPEARANCES: Readonly<Record<string, Appearance>> = {
  image: {
    group: 'Pictures and sound',
    sign: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01',
    about: 'One picture with its words.',
    keywords: ['image', 'photo', 'img'],
  },
  gallery: {
    group: 'Pictures and sound',
    sign: 'M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z',
    about: 'Several pictures in rows.',
    keywords: ['images', 'photos'],
  },
  video: {
    group: 'Pictures and sound',
    sign: 'M4 6h16v12H4zM10.5 9.5v5l4-2.5z',
    about: 'A film kept here. For one that lives elsewhere, use Embed.',
    keywords: ['film', 'mp4'],
  },
  audio: {
    group: 'Pictures and sound',
    sign: 'M4 10v4h3l4 4V6L7 10zM15 9a4 4 0 0 1 0 6M17.5 6.5a8 8 0 0 1 0 11',
    about: 'A recording to listen to.',
    keywords: ['podcast', 'mp3', 'sound'],
  },
  file: {
    group: 'Pictures and sound',
    sign: 'M7 3h7l4 4v14H7zM14 3v4h4M12.5 10v7M9.5 14.5l3 3 3-3',
    about: 'A file to download.',
    keywords: ['download', 'pdf'],
  },
  bookmark: {
    group: 'From elsewhere',
    sign: 'M6 4h12v16l-6-4-6 4z',
    about: 'A page elsewhere, shown as a card.',
    keywords: ['link', 'url', 'preview'],
  },
  embed: {
    group: 'From elsewhere',
    sign: 'M9 7l-5 5 5 5M15 7l5 5-5 5',
    about: 'Something of another site. It loads when a reader asks for it.',
    keywords: ['youtube', 'vimeo', 'spotify', 'soundcloud', 'peertube', 'iframe', 'oembed', 'mastodon'],
  },
  codeblock: {
    group: 'Text',
    sign: 'M4 5h16v14H4zM10 9l-3 3 3 3M14 9l3 3-3 3',
    about: 'Code as it was written.',
    keywords: ['pre', 'program', 'source'],
  },
  markdown: {
    group: 'Text',
    sign: 'M3 6h18v12H3zM6 15V9l3 3 3-3v6M17 9v6M15 13l2 2 2-2',
    about: 'Markdown, kept as it was written.',
    keywords: ['md'],
  },
  html: {
    group: 'Text',
    sign: 'M5 4h14l-1.5 15L12 21l-5.5-2zM9 9l-2 3 2 3M15 9l2 3-2 3',
    about: 'HTML by hand.',
    keywords: ['raw', 'code'],
  },
  callout: {
    group: 'Text',
    sign: 'M4 5h16v11h-8l-4 4v-4H4zM12 8v3M12 13.5h.01',
    about: 'A remark in colour.',
    keywords: ['note', 'box', 'tip', 'info'],
  },
  toggle: {
    group: 'Text',
    sign: 'M5 8l4 4-4 4M12 8h8M12 12h8M12 16h5',
    about: 'Words that open on a click.',
    keywords: ['details', 'accordion', 'faq', 'fold'],
  },
  aside: {
    group: 'Text',
    sign: 'M5 5v14M9 8h10M9 12h10M9 16h6',
    about: 'A quotation or thought set apart.',
    keywords: ['quote', 'pull quote'],
  },
  button: {
    group: 'Asking readers',
    sign: 'M4 8h16v8H4zM9 12h6',
    about: 'A link that looks like a button.',
    keywords: ['link', 'cta'],
  },
  'call-to-action': {
    group: 'Asking readers',
    sign: 'M4 10v4l10 4V6zM14 9h3a3 3 0 0 1 0 6h-3M7 15l1 5h3l-1-4',
    about: 'Words, a picture and a button that ask for something.',
    keywords: ['cta', 'sponsor'],
  },
  signup: {
    group: 'Asking readers',
    sign: 'M4 6h16v12H4zM4 7l8 6 8-6',
    about: 'An invitation to join.',
    keywords: ['subscribe', 'newsletter', 'join', 'member'],
  },
  header: {
    group: 'Asking readers',
    sign: 'M3 5h18v9H3zM6 8h8M6 11h5M3 18h18',
    about: 'A banner inside a post.',
    keywords: ['banner', 'hero'],
  },
  product: {
    group: 'Asking readers',
    sign: 'M12 4l2.4 5 5.4.7-4 3.8 1 5.5-4.8-2.7L7.2 19l1-5.5-4-3.800L9.6 9z',
    about: 'Something recommended, with stars.',
    keywords: ['review', 'stars', 'rating'],
  },
  paywall: {
    group: 'Readers and mail',
    sign: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3M12 14.500v2',
    about: 'Where the part for everybody ends.',
    keywords: ['members', 'public preview', 'gate'],
    opens: false,
  },
  email: {
    group: 'Readers and mail',
    sign: 'M4 6h16v12H4zM4 7l8 6 8-6M16 21l2 2 4-5',
    about: 'Words that only mails carry.',
    keywords: ['mail', 'newsletter'],
  },
  'email-cta': {
    group: 'Readers and mail',
    sign: 'M4 5h16v10H4zM4 6l8 5 8-5M8 18h8v3H8z',
    about: 'Words and a button in mails to some readers.',
    keywords: ['mail', 'cta', 'upgrade'],
  },
  transistor: {
    group: 'Kept from Ghost',
    sign: 'M4 9h16v10H4zM7 9l9-5M8.5 14a1.5 1.5 0 1 0 0 .01M13 13h4M13 16h4',
    about: 'A member’s podcast player at Transistor. Kept from an import, not shown on pages.',
  },
  'ghost-card': {
    group: 'Kept from Ghost',
    sign: 'M6 20V10a6 6 0 0 1 12 0v10l-2-2-2 2-2-2-2 2-2-2zM10 10h.010M14 10h.01',
    about: 'A card of an imported post that no card here matches. Nothing of it is lost.',
  },
};

/** What a card that is not in the list shows. */
export const UNKNOWN_CARD: Appearance = { group: 'Text', sign: 'M4 5h16v14H4z', about: 'A card.' };

/** The sign as an address, in a grey that can be seen on light and dark. */
export function toSignUrl({ sign }: Appearance): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#8d8281" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"><path d="${sign}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
