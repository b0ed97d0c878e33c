import type { Block } from 'payload';
import { caption, cardWidth, mediaOrAddress, number, row, text, tick } from './fields.ts';

/** One picture with its words. */
export const imageBlock: Block = {
  slug: 'image',
  labels: { singular: 'Picture', plural: 'Pictures' },
  fields: [
    ...mediaOrAddress('src', 'Picture'),
    text('alt', 'What the picture shows', 'Read aloud to people who cannot see it.'),
    caption,
    row(cardWidth, text('href', 'Links to')),
    text('title', 'Title'),
    row(number('width', 'Width in pixels'), number('height', 'Height in pixels')),
  ],
};

/** Pictures in rows. */
export const galleryBlock: Block = {
  slug: 'gallery',
  labels: { singular: 'Gallery', plural: 'Galleries' },
  fields: [
    {
      name: 'images',
      type: 'array',
      label: 'Pictures',
      fields: [
        ...mediaOrAddress('src', 'Picture'),
        text('alt', 'What the picture shows'),
        caption,
        row(number('row', 'Row'), text('href', 'Links to')),
        row(text('title', 'Title'), text('fileName', 'File name')),
        row(number('width', 'Width in pixels'), number('height', 'Height in pixels')),
      ],
    },
    caption,
  ],
};

/** A film. */
export const videoBlock: Block = {
  slug: 'video',
  labels: { singular: 'Video', plural: 'Videos' },
  fields: [
    ...mediaOrAddress('src', 'Film'),
    caption,
    row(cardWidth, tick('loop', 'Begins again at the end')),
    row(text('thumbnailSrc', 'Still picture'), text('customThumbnailSrc', 'Chosen still picture')),
    row(text('fileName', 'File name'), text('mimeType', 'Type')),
    row(number('width', 'Width in pixels'), number('height', 'Height in pixels'), number('duration', 'Seconds')),
    row(number('thumbnailWidth', 'Width of the still'), number('thumbnailHeight', 'Height of the still')),
  ],
};

/** A recording. */
export const audioBlock: Block = {
  slug: 'audio',
  labels: { singular: 'Audio', plural: 'Audio' },
  fields: [
    ...mediaOrAddress('src', 'Recording'),
    text('title', 'Title'),
    text('thumbnailSrc', 'Picture'),
    row(number('duration', 'Seconds'), text('mimeType', 'Type')),
  ],
};

/** A file to download. */
export const fileBlock: Block = {
  slug: 'file',
  labels: { singular: 'File', plural: 'Files' },
  fields: [
    ...mediaOrAddress('src', 'File'),
    text('fileTitle', 'Title'),
    text('fileCaption', 'Description'),
    row(text('fileName', 'File name'), number('fileSize', 'Bytes')),
  ],
};
