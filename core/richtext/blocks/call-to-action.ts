import { element, toAttributes } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { flagOf, numberOf, wordOf } from '../fields.ts';
import { toButton } from './image.ts';

/** Words and a button that ask for something, with the sponsor's line when there is one. */
export const renderCallToAction: RenderBlock = (fields, context) => {
  const sponsor = flagOf(fields.hasSponsorLabel) ? context.inline(fields.sponsorLabel) : '';
  const src = context.href(fields.imageUrl);
  const picture = src
    ? `<img${toAttributes({
        src,
        alt: '',
        width: numberOf(fields.imageWidth),
        height: numberOf(fields.imageHeight),
        loading: 'lazy',
      })}>`
    : '';
  const button = flagOf(fields.showButton) ? toButton(fields.buttonText, fields.buttonUrl, context) : '';
  const href = button ? context.href(fields.buttonUrl) : null;
  // The button says the same in words, so the picture's link is passed over by keyboards and screen readers.
  const linked = href && picture ? element('a', { href, tabindex: -1, 'aria-hidden': 'true' }, picture) : picture;
  const content = (sponsor ? element('p', { class: 'cta-sponsor' }, sponsor) : '') + linked + context.rich(fields.text) + button;
  const layout = wordOf(fields.layout, ['minimal', 'immersive']);
  const alignment = wordOf(fields.alignment, ['left', 'center']);
  return content ? element('div', { class: `card card-cta cta-${layout} align-${alignment}` }, content) : '';
};
