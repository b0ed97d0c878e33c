import { textOf } from '../../../core/richtext/fields.ts';
import { toCardAudience } from '../audience.ts';
import type { MapCard } from '../cards.ts';
import type { KoenigNode } from '../koenig.ts';
import { texts } from './pick.ts';

export const bookmark: MapCard = (card) => ({
  ...texts(card, 'url', 'caption'),
  // Mobiledoc kept these beside the address.
  ...texts({ ...card, ...metadataOf(card) }, 'icon', 'title', 'description', 'author', 'publisher', 'thumbnail'),
});

export const embed: MapCard = (card) => {
  const metadata = metadataOf(card);
  return {
    ...texts(card, 'url', 'embedType', 'html', 'caption'),
    title: textOf(metadata.title) || undefined,
    metadata: Object.keys(metadata).length > 0 ? metadata : undefined,
  };
};

export const transistor: MapCard = (card) => ({
  ...texts(card, 'accentColor', 'backgroundColor'),
  ...toCardAudience(card.visibility),
});

function metadataOf(card: KoenigNode): Record<string, unknown> {
  const { metadata } = card;
  return typeof metadata === 'object' && metadata !== null ? { ...metadata } : {};
}
