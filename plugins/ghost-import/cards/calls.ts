import { wordOf } from '../../../core/richtext/fields.ts';
import { toCardAudience, toSegment } from '../audience.ts';
import type { MapCard } from '../cards.ts';
import { flags, numbers, texts } from './pick.ts';

export const button: MapCard = (card) => ({
  ...texts(card, 'buttonText', 'buttonUrl'),
  alignment: wordOf(card.alignment, ['center', 'left']),
});

export const callToAction: MapCard = (card, { rich }) => ({
  text: rich(card.textValue),
  ...texts(card, 'buttonText', 'buttonUrl', 'buttonColor', 'buttonTextColor', 'sponsorLabel', 'backgroundColor', 'linkColor', 'imageUrl'),
  ...numbers(card, 'imageWidth', 'imageHeight'),
  ...flags(card, 'showButton', 'showDividers', 'hasSponsorLabel'),
  layout: wordOf(card.layout, ['minimal', 'immersive']),
  alignment: wordOf(card.alignment, ['left', 'center']),
  ...toCardAudience(card.visibility),
});

export const signup: MapCard = (card) => ({
  ...texts(card, 'header', 'subheader', 'disclaimer', 'buttonText', 'successMessage', 'backgroundColor', 'backgroundImageSrc', 'backgroundSize', 'textColor', 'buttonColor', 'buttonTextColor'),
  ...flags(card, 'swapped'),
  labels: Array.isArray(card.labels) ? card.labels.filter((label) => typeof label === 'string') : undefined,
  layout: wordOf(card.layout, ['wide', 'regular', 'full', 'split']),
  alignment: wordOf(card.alignment, ['left', 'center']),
});

export const emailCta: MapCard = (card) => {
  const mailedTo = toSegment(card.segment || undefined);
  return {
    ...texts(card, 'html', 'buttonText', 'buttonUrl', 'segment'),
    ...flags(card, 'showButton', 'showDividers'),
    alignment: wordOf(card.alignment, ['left', 'center']),
    ...(mailedTo.length < 2 ? { mailedTo: mailedTo.length > 0 ? mailedTo : ['nobody'] } : {}),
  };
};
