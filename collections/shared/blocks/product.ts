import type { Block } from 'payload';
import { inlineEditor } from '../inline-editor.ts';
import { mediaOrAddress, number, row, text, tick } from './fields.ts';

/** Something recommended, with stars. */
export const productBlock: Block = {
  slug: 'product',
  labels: { singular: 'Product card', plural: 'Product cards' },
  fields: [
    text('productTitle', 'Name'),
    { name: 'productDescription', type: 'richText', label: 'Description', editor: inlineEditor },
    ...mediaOrAddress('productImageSrc', 'Picture'),
    row(number('productImageWidth', 'Width in pixels'), number('productImageHeight', 'Height in pixels')),
    row(tick('productRatingEnabled', 'With stars'), number('productStarRating', 'Stars, 1 to 5')),
    row(tick('productButtonEnabled', 'With a button'), text('productButton', 'Words on the button'), text('productUrl', 'Address')),
  ],
};
