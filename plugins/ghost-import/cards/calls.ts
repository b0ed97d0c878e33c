import { wordOf } from '../../../core/richtext/fields.ts';
import { toCardAudience, toSegment } from '../audience.ts';
import type { MapCard } from '../cards.ts';
import { flags, numbers, texts, withDefaults } from './pick.ts';

export const button: MapCard = (card) => ({
  ...texts(card, 'buttonText', 'buttonUrl'),
  alignment: wordOf(card.alignment, ['center', 'left']),
});

const CALL_DEFAULTS = {
  showButton: true,
  showDividers: true,
  buttonText: 'Learn more',
  hasSponsorLabel: true,
  sponsorLabel: '<p>SPONSORED</p>',
  backgroundColor: 'grey',
};

export const callToAction: MapCard = (raw, { rich }) => {
  const card = withDefaults(raw, CALL_DEFAULTS);
  return {
    text: rich(card.textValue),
    ...texts(card, 'buttonText', 'buttonUrl', 'buttonColor', 'buttonTextColor', 'sponsorLabel', 'backgroundColor', 'linkColor', 'imageUrl'),
    ...numbers(card, 'imageWidth', 'imageHeight'),
    ...flags(card, 'showButton', 'showDividers', 'hasSponsorLabel'),
    layout: wordOf(card.layout, ['minimal', 'immersive']),
    alignment: wordOf(card.alignment, ['left', 'center']),
    ...toCardAudience(card.visibility),
  };
};

const SIGNUP_DEFAULTS = {
  buttonText: 'Subscribe',
  successMessage: 'Email sent! Check your inbox to complete your signup.',
};

export const signup: MapCard = (raw) => {
  const card = withDefaults(raw, SIGNUP_DEFAULTS);
  return {
    ...texts(
      card,
      'header',
      'subheader',
      'disclaimer',
      'buttonText',
      'successMessage',
      'backgroundColor',
      'backgroundImageSrc',
      'backgroundSize',
      'textColor',
      'buttonColor',
      'buttonTextColor',
    ),
    ...flags(card, 'swapped'),
    labels: Array.isArray(card.labels) ? card.labels.filter((label) => typeof label === 'string') : undefined,
    layout: wordOf(card.layout, ['wide', 'regular', 'full', 'split']),
    alignment: wordOf(card.alignment, ['left', 'center']),
  };
};

export const emailCta: MapCard = (raw) => {
  const card = withDefaults(raw, { segment: 'status:free', showDividers: true });
  const mailedTo = toSegment(card.segment);
  return {
    ...texts(card, 'html', 'buttonText', 'buttonUrl', 'segment'),
    ...flags(card, 'showButton', 'showDividers'),
    alignment: wordOf(card.alignment, ['left', 'center']),
    ...(mailedTo.length < 2 ? { mailedTo: mailedTo.length > 0 ? mailedTo : ['nobody'] } : {}),
  };
};
