import type { Block } from 'payload';
import { inlineEditor } from '../inline-editor.ts';
import { audience, choice, kept, longText, mediaOrAddress, number, row, text, tick } from './fields.ts';

/** A link that looks like a button. */
export const buttonBlock: Block = {
  slug: 'button',
  labels: { singular: 'Button', plural: 'Buttons' },
  fields: [text('buttonText', 'Words'), text('buttonUrl', 'Address'), choice('alignment', 'Alignment', ['center', 'left'])],
};

/** Words and a button that ask for something. */
export const callToActionBlock: Block = {
  slug: 'call-to-action',
  labels: { singular: 'Call to action', plural: 'Calls to action' },
  fields: [
    { name: 'text', type: 'richText', label: 'Text', editor: inlineEditor },
    row(choice('layout', 'Layout', ['minimal', 'immersive']), choice('alignment', 'Alignment', ['left', 'center'])),
    row(tick('showButton', 'With a button', true), text('buttonText', 'Words on the button'), text('buttonUrl', 'Address')),
    row(tick('hasSponsorLabel', 'With a sponsor’s line'), longText('sponsorLabel', 'Sponsor’s line')),
    ...mediaOrAddress('imageUrl', 'Picture'),
    row(number('imageWidth', 'Width in pixels'), number('imageHeight', 'Height in pixels')),
    tick('showDividers', 'Lines above and below', true),
    row(text('backgroundColor', 'Background'), text('linkColor', 'Links')),
    row(text('buttonColor', 'Button'), text('buttonTextColor', 'Words on the button, colour')),
    ...audience,
  ],
};

/** An invitation to join. */
export const signupBlock: Block = {
  slug: 'signup',
  labels: { singular: 'Sign-up', plural: 'Sign-ups' },
  fields: [
    longText('header', 'Heading'),
    longText('subheader', 'Line below'),
    text('buttonText', 'Words on the button'),
    longText('disclaimer', 'Small print'),
    kept(text('successMessage', 'Said when it has worked')),
    kept({ name: 'labels', type: 'text', hasMany: true, label: 'Labels given to who joins' }),
    row(choice('layout', 'Layout', ['regular', 'wide', 'full', 'split']), choice('alignment', 'Alignment', ['left', 'center'])),
    ...mediaOrAddress('backgroundImageSrc', 'Picture'),
    row(
      text('backgroundSize', 'Size of the picture', 'cover fills the space, contain shows all of it.'),
      tick('swapped', 'Picture on the other side'),
    ),
    row(text('backgroundColor', 'Background'), text('textColor', 'Text')),
    row(text('buttonColor', 'Button'), text('buttonTextColor', 'Words on the button, colour')),
  ],
};
