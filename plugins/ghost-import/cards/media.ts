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

export const gallery: MapCard = (card) => {
  const pictures = rowsOf(card.images).filter(isWhole);
  return {
    ...texts(card, 'caption'),
    images: pictures.map((picture, index) => ({
      ...texts(picture, 'src', 'fileName', 'alt', 'caption', 'title', 'href'),
      ...numbers(picture, 'width', 'height'),
      row: Number(picture.row) + (isMovedDown(index, pictures.length) ? 1 : 0),
    })),
  };
};

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

/** Ghost shows no picture that lacks its name, place or size: those are left over from uploads that failed. */
function isWhole({ fileName, src, row, width, height }: KoenigNode): boolean {
  const hasText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
  const isMore = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value > 0;
  return hasText(fileName) && hasText(src) && isMore(width) && isMore(height) && Number.isInteger(row) && Number(row) >= 0;
}

/** So that the last of three rows is never one picture alone. */
function isMovedDown(index: number, count: number): boolean {
  return count > 1 && count % 3 === 1 && index === count - 2;
}
