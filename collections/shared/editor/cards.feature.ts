import { BlocksFeature } from '@payloadcms/richtext-lexical';

type Options = Parameters<typeof BlocksFeature>[0];

/** Payload's blocks with menus of our own: cards in groups, found by the words people use for them. */
export function CardsFeature(options: Options): ReturnType<typeof BlocksFeature> {
  const provider = BlocksFeature(options);
  const { feature } = provider;
  if (typeof feature !== 'function') throw new Error('Payload’s BlocksFeature is no longer made by a function.');
  return {
    ...provider,
    feature: async (given) => ({
      ...(await feature(given)),
      ClientFeature: '/collections/shared/editor/cards.client.tsx#CardsFeatureClient',
    }),
  };
}
