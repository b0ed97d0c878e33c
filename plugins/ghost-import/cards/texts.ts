import { wordOf } from '../../../core/richtext/fields.ts';
import { toCardAudience } from '../audience.ts';
import type { MapCard } from '../cards.ts';
import { flags, numbers, texts, withDefaults } from './pick.ts';

export const callout: MapCard = (card, { rich }) => ({
  text: rich(card.calloutText),
  ...texts(withDefaults({ ...card, emoji: card.calloutEmoji ?? '💡' }, { backgroundColor: 'blue' }), 'emoji', 'backgroundColor'),
});

export const toggle: MapCard = (card, { rich }) => ({ ...texts(card, 'heading'), content: rich(card.content) });

export const codeblock: MapCard = (card) => texts(card, 'code', 'language', 'caption');

export const html: MapCard = (card) => ({ ...texts(card, 'html'), ...toCardAudience(card.visibility) });

export const markdown: MapCard = (card) => texts(card, 'markdown');

export const email: MapCard = (card) => texts(card, 'html');

/** Only a marker, but Payload wants a block to have a field. */
export const paywall: MapCard = () => ({});

export const header: MapCard = (card) => ({
  ...texts(
    card,
    'header',
    'subheader',
    'buttonText',
    'buttonUrl',
    'size',
    'style',
    'backgroundImageSrc',
    'backgroundSize',
    'backgroundColor',
    'textColor',
    'accentColor',
    'buttonColor',
    'buttonTextColor',
  ),
  ...numbers(withDefaults(card, { version: 1 }), 'version', 'backgroundImageWidth', 'backgroundImageHeight'),
  ...flags(card, 'buttonEnabled', 'swapped'),
  layout: wordOf(card.layout, ['full', 'regular', 'wide', 'split']),
  alignment: wordOf(card.alignment, ['center', 'left']),
});

export const product: MapCard = (card, { rich }) => ({
  ...texts(card, 'productTitle', 'productImageSrc', 'productButton', 'productUrl'),
  ...numbers(withDefaults(card, { productStarRating: 5 }), 'productImageWidth', 'productImageHeight', 'productStarRating'),
  ...flags(card, 'productRatingEnabled', 'productButtonEnabled'),
  productDescription: rich(card.productDescription),
});
