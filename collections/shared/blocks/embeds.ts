import type { Block } from 'payload';
import { caption, longText, mediaOrAddress, row, text } from './fields.ts';

/** A page elsewhere, shown as a card. */
export const bookmarkBlock: Block = {
  slug: 'bookmark',
  labels: { singular: 'Bookmark', plural: 'Bookmarks' },
  fields: [
    text('url', 'Address'),
    text('title', 'Title'),
    longText('description', 'Description'),
    row(text('author', 'Author'), text('publisher', 'Publisher')),
    text('icon', 'Icon', 'Address of the small picture of its site.'),
    ...mediaOrAddress('thumbnail', 'Picture'),
    caption,
  ],
};

/** Something of another site, loaded on a click. */
export const embedBlock: Block = {
  slug: 'embed',
  labels: { singular: 'Embed', plural: 'Embeds' },
  fields: [
    text('url', 'Address'),
    text('title', 'Title', 'Read aloud in place of the frame.'),
    longText('html', 'HTML from the provider'),
    text('embedType', 'Kind'),
    { name: 'metadata', type: 'json', label: 'What the provider says of it' },
    caption,
  ],
};
