import type { Block } from 'payload';
import { choice, kept, longText, mediaOrAddress, number, row, text, tick } from './fields.ts';

/** A banner inside a post. */
export const headerBlock: Block = {
  slug: 'header',
  labels: { singular: 'Header', plural: 'Headers' },
  fields: [
    longText('header', 'Heading'),
    longText('subheader', 'Line below'),
    row(tick('buttonEnabled', 'With a button'), text('buttonText', 'Words on the button'), text('buttonUrl', 'Address')),
    row(choice('layout', 'Layout', ['regular', 'wide', 'full', 'split']), choice('alignment', 'Alignment', ['center', 'left'])),
    kept(text('size', 'Size')),
    kept(text('style', 'Style')),
    kept(number('version', 'Version of the card')),
    ...mediaOrAddress('backgroundImageSrc', 'Picture'),
    row(
      text('backgroundSize', 'Size of the picture', 'cover fills the space, contain shows all of it.'),
      tick('swapped', 'Picture on the other side'),
    ),
    row(number('backgroundImageWidth', 'Width in pixels'), number('backgroundImageHeight', 'Height in pixels')),
    row(text('backgroundColor', 'Background'), text('textColor', 'Text'), kept(text('accentColor', 'Accent'))),
    row(text('buttonColor', 'Button'), text('buttonTextColor', 'Words on the button, colour')),
  ],
};
