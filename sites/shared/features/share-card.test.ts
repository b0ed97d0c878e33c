import { expect, test } from 'vitest';
import { type ShareCard, toShareTags } from './share-card.ts';

const page = {
  title: 'Frost',
  description: 'Cold.',
  siteTitle: 'Cinder Lane',
  locale: 'en-GB',
  kind: 'article',
  address: 'https://blog.example/frost/',
  origin: 'https://blog.example',
};
const tags = (card: ShareCard) => Object.fromEntries(toShareTags(card, page).map(({ key, content }) => [key, content]));

test('a page without a card of its own shows itself', () => {
  expect(tags({})).toEqual({
    'og:site_name': 'Cinder Lane',
    'og:type': 'article',
    'og:locale': 'en_GB',
    'og:title': 'Frost',
    'og:description': 'Cold.',
    'og:url': 'https://blog.example/frost/',
    'twitter:card': 'summary',
  });
});

test('what was chosen goes before the page, and addresses are whole', () => {
  const card = tags({
    title: 'Ice',
    picture: { url: '/share/a.png', alt: 'Ice', width: 1200, height: 630 },
    twitterTitle: 'Ice!',
    article: { publishedAt: '2026-11-01T09:00:00Z', updatedAt: '2026-11-02T09:00:00Z', authors: ['/author/nell/'], tags: ['Growing'] },
  });
  expect(card).toMatchObject({
    'og:title': 'Ice',
    'og:image': 'https://blog.example/share/a.png',
    'og:image:width': '1200',
    'og:image:alt': 'Ice',
    'twitter:card': 'summary_large_image',
    'twitter:title': 'Ice!',
    'article:author': 'https://blog.example/author/nell/',
    'article:tag': 'Growing',
  });
});
