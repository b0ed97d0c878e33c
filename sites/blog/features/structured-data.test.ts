import { expect, test } from 'vitest';
import { toListGraph } from './structured-data.ts';

const identity = {
  title: 'Cinder Lane',
  description: 'A garden.',
  timeZone: 'Europe/London',
  locale: 'en-GB',
  logo: null,
  cover: null,
  links: [{ label: 'Elsewhere', url: 'https://elsewhere.example/' }],
  metaTitle: null,
  metaDescription: null,
  sharing: { title: null, description: null, picture: null },
  llms: true,
};

test('a list is in the house, and the house says who runs it', () => {
  const graph = toListGraph({ name: 'Growing', path: '/tag/growing/', posts: [] }, identity, 'https://blog.example');
  expect(graph['@graph']).toMatchObject([
    { '@type': 'Organization', '@id': 'https://blog.example/#organization', sameAs: ['https://elsewhere.example/'] },
    { '@type': 'BreadcrumbList', itemListElement: [{ name: 'Cinder Lane', item: 'https://blog.example/' }, { name: 'Growing' }] },
    { '@type': 'CollectionPage', publisher: { '@id': 'https://blog.example/#organization' } },
  ]);
});

test('the front page is the blog itself', () => {
  const graph = toListGraph({ name: 'Cinder Lane', path: '/', posts: [] }, identity, 'https://blog.example');
  expect(graph['@graph']).toMatchObject([{ '@type': 'Organization' }, { '@type': 'Blog', url: 'https://blog.example/' }]);
});
