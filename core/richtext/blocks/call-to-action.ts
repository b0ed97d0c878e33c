import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { flagOf, wordOf } from '../fields.ts';
import { toPicture } from './image.ts';
import { toLooks, toTint } from './look.ts';
import { toButton } from './parts.ts';

/** Words and a button that ask for something, with the sponsor's line when there is one. */
export const renderCallToAction: RenderBlock = (fields, context) => {
  const look = toLooks(fields, context);
  const sponsor = flagOf(fields.hasSponsorLabel) ? context.inline(fields.sponsorLabel) : '';
  const picture =
    toPicture({ media: fields.media, src: fields.imageUrl, width: fields.imageWidth, height: fields.imageHeight }, context) ?? '';
  const button = flagOf(fields.showButton) ? toButton(fields.buttonText, fields.buttonUrl, context, look.button) : '';
  // The picture leads where the button leads. The button says it in words, so keyboards and screen readers pass over this one.
  const href = flagOf(fields.showButton) ? context.href(fields.buttonUrl) : null;
  const linked = href && picture ? element('a', { href, ...(button ? { tabindex: -1, 'aria-hidden': 'true' } : {}) }, picture) : picture;
  const content = (sponsor ? element('p', { class: 'cta-sponsor' }, sponsor) : '') + linked + context.rich(fields.text) + button;
  if (!content) return '';
  const classes = [
    'card-cta',
    `cta-${wordOf(fields.layout, ['minimal', 'immersive'])}`,
    `align-${wordOf(fields.alignment, ['left', 'center'])}`,
    `links-${wordOf(fields.linkColor, ['text', 'accent'])}`,
    ...(flagOf(fields.showDividers) ? ['cta-ruled'] : []),
  ];
  return element('div', { class: classes.join(' ') + toTint(fields.backgroundColor), style: look.card }, content);
};
