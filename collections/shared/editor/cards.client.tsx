'use client';
import { BlocksFeatureClient } from '@payloadcms/richtext-lexical/client';
import { APPEARANCES, CARD_GROUPS, UNKNOWN_CARD } from '../blocks/appearance.ts';
import { noteInserted } from '../blocks/inserted.ts';

type Provider = ReturnType<typeof BlocksFeatureClient>;
type Feature = Exclude<NonNullable<Provider['feature']>, (...given: never[]) => unknown>;
type Groups = NonNullable<NonNullable<Feature['slashMenu']>['groups']>;
type Item = Groups[number]['items'][number];

/** Payload's blocks in the editor, their slash menu in groups. */
export const CardsFeatureClient: typeof BlocksFeatureClient = (props) => {
  const provider = BlocksFeatureClient(props);
  const { feature } = provider;
  if (typeof feature !== 'function') return provider;
  return {
    ...provider,
    feature: (given) => {
      const made = feature(given);
      return { ...made, slashMenu: { ...made.slashMenu, groups: toGroups(made.slashMenu?.groups ?? []) } };
    },
  };
};

/** The group of all blocks becomes one for each kind of card; other groups stay as they are. */
function toGroups(groups: Groups): Groups {
  const cards = groups.filter(({ key }) => key === 'blocks').flatMap(({ items }) => items);
  const grouped = CARD_GROUPS.map((label) => ({
    key: `cards-${label.toLowerCase().replaceAll(' ', '-')}`,
    label,
    items: cards.filter((item) => appearanceOf(item).group === label).map(toItem),
  })).filter(({ items }) => items.length > 0);
  return [...grouped, ...groups.filter(({ key }) => key !== 'blocks')];
}

function toItem(item: Item): Item {
  const { keywords = [] } = appearanceOf(item);
  return {
    ...item,
    keywords: [...(item.keywords ?? []), ...keywords, 'card'],
    onSelect: (given) => {
      noteInserted(slugOf(item));
      item.onSelect(given);
    },
  };
}

function appearanceOf(item: Item) {
  return APPEARANCES[slugOf(item)] ?? UNKNOWN_CARD;
}

function slugOf({ key }: Item): string {
  return key.replace(/^block-/, '');
}
