import { rowsOf, wordOf } from '../../../core/richtext/fields.ts';
import type { MapCard } from '../cards.ts';
import type { KoenigNode } from '../koenig.ts';
import { flags, numbers, texts } from './pick.ts';

const WIDTHS = ['regular', 'wide', 'full'] as const;
const width = (card: KoenigNode) => ({ cardWidth: wordOf(card.cardWidth, WIDTHS) });

export const image: MapCard = (card) => ({
  ...texts(card, 'src', 'caption', 'title', 'alt', 'href'),
  ...numbers(card, 'width', 'height'),
  ...width(card),
});

export const gallery: MapCard = (card) => ({
  ...texts(card, 'caption'),
  images: rowsOf(card.images).map((picture) => ({
    ...texts(picture, 'src', 'fileName', 'alt', 'caption', 'title', 'href'),
    ...numbers(picture, 'row', 'width', 'height'),
  })),
});

export const video: MapCard = (card) => ({
  ...texts(card, 'src', 'caption', 'fileName', 'mimeType', 'thumbnailSrc', 'customThumbnailSrc'),
  ...numbers(card, 'width', 'height', 'duration', 'thumbnailWidth', 'thumbnailHeight'),
  ...flags(card, 'loop'),
  ...width(card),
});

export const audio: MapCard = (card) => ({
  ...texts(card, 'src', 'title', 'mimeType', 'thumbnailSrc'),
  ...numbers(card, 'duration'),
});

export const file: MapCard = (card) => ({
  ...texts(card, 'src', 'fileTitle', 'fileCaption', 'fileName'),
  ...numbers(card, 'fileSize'),
});
