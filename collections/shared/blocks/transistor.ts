import type { Block } from 'payload';
import { audience, row, text } from './fields.ts';

/** A member's podcast player at Transistor; kept from an import, not shown on pages. */
export const transistorBlock: Block = {
  slug: 'transistor',
  labels: { singular: 'Transistor player', plural: 'Transistor players' },
  fields: [row(text('accentColor', 'Accent'), text('backgroundColor', 'Background')), ...audience],
};
