import { load } from 'cheerio';
import { expect, test } from 'vitest';
import type { FeedPost, SiteIdentity } from '../../../../contracts/blog.ts';
import { toAtom } from './atom.ts';
import { toFeed } from './feed.ts';
import { toJsonFeed } from './json-feed.ts';
import { toRss } from './rss.ts';

const identity: SiteIdentity = {
  title: 'Cinder & Lane',
  description: 'A garden.',
  timeZone: 'Europe/London',
  locale: 'en-GB',
  logo: null,
  cover: null,
  links: [],
  metaTitle: null,
  metaDescription: null,
  sharing: { title: null, description: null, picture: null },
  llms: true,
};
const post: FeedPost = {
  id: '1',
  kind: 'post',
  slug: 'frost',
  path: '/frost/',
  title: 'Frost <b> & "ice"',
  excerpt: 'Cold.',
  publishedAt: '2026-11-01T09:00:00.000Z',
  updatedAt: '2026-11-02T09:00:00.000Z',
  visibility: 'public',
  featured: false,
  picture: { url: '/media/a.webp?v=1', alt: 'A field' },
  authors: [
    { id: '1', slug: 'nell', name: 'Nell', bio: null, picture: null, website: null },
    { id: '2', slug: 'tomas', name: 'Tomas', bio: null, picture: null, website: null },
  ],
  tags: [{ id: '1', slug: 'growing', name: 'Growing', description: null, accentColor: null }],
  readingMinutes: 1,
  comments: 2,
  html: '<p>It was ]]> cold\u0007.</p>',
  mentions: [],
  gated: false,
  metaTitle: null,
  metaDescription: null,
  canonicalUrl: null,
  sharing: {
    title: null,
    description: null,
    picture: null,
    made: null,
    twitterTitle: null,
    twitterDescription: null,
    twitterPicture: null,
  },
  showTitleAndPicture: true,
  language: 'cy',
  code: null,
  enclosures: [{ url: 'https://blog.example/song.mp3', type: 'audio/mpeg', length: 1234, title: 'Song', seconds: 61 }],
};
const feed = (more: Partial<FeedPost> = {}) =>
  toFeed({
    identity,
    posts: [{ ...post, ...more }],
    origin: 'https://blog.example',
    path: '/',
    feedPath: '/rss.xml',
    title: identity.title,
  });
const xml = (text: string) => load(text, { xml: true });

test('RSS has the whole text, all authors, the recording with its length and type, and the picture', () => {
  const $ = xml(toRss(feed()));
  expect($('channel > title').text()).toBe('Cinder & Lane');
  expect($('item > title').text()).toBe('Frost <b> & "ice"');
  expect($('item > content\\:encoded').text()).toBe('<p>It was ]]> cold.</p>');
  expect(
    $('item > dc\\:creator')
      .map((_, one) => $(one).text())
      .get(),
  ).toEqual(['Nell', 'Tomas']);
  expect($('item > enclosure').attr()).toEqual({ url: 'https://blog.example/song.mp3', length: '1234', type: 'audio/mpeg' });
  expect($('item > media\\:content').attr('url')).toBe('https://blog.example/media/a.webp?v=1');
  expect($('item > pubDate').text()).toBe('Sun, 01 Nov 2026 09:00:00 GMT');
  expect([$('item > guid').text(), $('item > comments').text()]).toEqual([
    'https://blog.example/frost/',
    'https://blog.example/frost/#comments',
  ]);
});

test('Atom has an author for every entry, and says in which language it is', () => {
  const $ = xml(toAtom(feed({ authors: [] })));
  expect($('entry > author > name').text()).toBe('Cinder & Lane');
  expect($('entry').attr('xml:lang')).toBe('cy');
  expect($('entry > link[rel=enclosure]').first().attr()).toEqual({
    rel: 'enclosure',
    href: 'https://blog.example/song.mp3',
    type: 'audio/mpeg',
    length: '1234',
    title: 'Song',
  });
  expect($('entry > content').text()).toBe('<p>It was ]]> cold.</p>');
  expect($('feed > updated').text()).toBe('2026-11-02T09:00:00.000Z');
});

test('JSON Feed has authors, tags and attachments', () => {
  const { version, items } = JSON.parse(toJsonFeed(feed()));
  expect(version).toBe('https://jsonfeed.org/version/1.1');
  expect(items[0]).toMatchObject({
    id: 'https://blog.example/frost/',
    authors: [{ name: 'Nell' }, { name: 'Tomas' }],
    tags: ['Growing'],
    image: 'https://blog.example/media/a.webp?v=1',
    attachments: [{ mime_type: 'audio/mpeg', size_in_bytes: 1234, duration_in_seconds: 61 }],
  });
});

test('a gated post says that there is more', () => {
  const $ = xml(toRss(feed({ gated: true, visibility: 'members', html: '<p>Open.</p>' })));
  expect($('item > content\\:encoded').text()).toBe(
    '<p>Open.</p><p><a href="https://blog.example/frost/">The rest is for members.</a></p>',
  );
});

test('an empty feed is one', () => {
  const empty = toFeed({ identity, posts: [], origin: 'https://blog.example', path: '/', feedPath: '/atom.xml', title: 'x' });
  expect(xml(toAtom(empty))('entry')).toHaveLength(0);
});
