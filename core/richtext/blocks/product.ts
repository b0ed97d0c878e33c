import { element, escapeHtml, toAttributes } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { flagOf, numberOf, textOf } from '../fields.ts';
import { toButton } from './image.ts';

/** Something recommended: picture, name, stars, words, and where to find it. */
export const renderProduct: RenderBlock = (fields, context) => {
  const src = context.href(fields.productImageSrc);
  const title = context.inline(fields.productTitle);
  const picture = src
    ? `<img${toAttributes({
        src,
        alt: '',
        width: numberOf(fields.productImageWidth),
        height: numberOf(fields.productImageHeight),
        loading: 'lazy',
      })}>`
    : '';
  const stars = Math.min(5, Math.max(0, Math.round(numberOf(fields.productStarRating) ?? 0)));
  const rating = flagOf(fields.productRatingEnabled)
    ? element(
        'p',
        { class: 'product-rating' },
        element('span', { 'aria-hidden': 'true' }, '★'.repeat(stars) + '☆'.repeat(5 - stars)) +
          element('span', { class: 'visually-hidden' }, escapeHtml(`${stars} of 5 stars`)),
      )
    : '';
  const description = context.rich(fields.productDescription);
  const button = flagOf(fields.productButtonEnabled) ? toButton(textOf(fields.productButton), fields.productUrl, context) : '';
  const heading = title ? element('p', { class: 'product-title' }, title) : '';
  const content = picture + heading + rating + description + button;
  return content ? element('div', { class: 'card card-product' }, content) : '';
};
