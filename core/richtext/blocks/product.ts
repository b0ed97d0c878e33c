import { element, escapeHtml } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { flagOf, numberOf } from '../fields.ts';
import { toPicture } from './image.ts';
import { toButton } from './parts.ts';

/** Something recommended: picture, name, stars, words, and where to find it. */
export const renderProduct: RenderBlock = (fields, context) => {
  const title = context.inline(fields.productTitle);
  const image = { media: fields.media, src: fields.productImageSrc, width: fields.productImageWidth, height: fields.productImageHeight };
  const description = context.rich(fields.productDescription);
  const button = flagOf(fields.productButtonEnabled) ? toButton(fields.productButton, fields.productUrl, context) : '';
  if (!title && !description && !button) return '';
  const heading = title ? element('p', { class: 'product-title' }, title) : '';
  const rating = flagOf(fields.productRatingEnabled) ? toRating(numberOf(fields.productStarRating) ?? 0) : '';
  return element('div', { class: 'card-product' }, (toPicture(image, context) ?? '') + heading + rating + description + button);
};

function toRating(given: number): string {
  const stars = Math.min(5, Math.max(0, Math.round(given)));
  const drawn = element('span', { 'aria-hidden': 'true' }, '★'.repeat(stars) + '☆'.repeat(5 - stars));
  return element('p', { class: 'product-rating' }, `${drawn} ${element('span', { class: 'unseen' }, escapeHtml(`${stars} of 5 stars`))}`);
}
