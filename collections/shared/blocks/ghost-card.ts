import type { Block } from 'payload';
import { longText, text } from './fields.ts';

/** A card of an imported post that no block here matches: nothing of it is lost. */
export const ghostCardBlock: Block = {
  slug: 'ghost-card',
  labels: { singular: 'Kept card', plural: 'Kept cards' },
  fields: [
    text('cardType', 'Kind of card'),
    { name: 'json', type: 'json', label: 'The card as it was' },
    longText('html', 'HTML shown in its place'),
  ],
};
