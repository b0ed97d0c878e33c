import { expect, test } from 'vitest';
import type { PostPage } from '../../contracts/blog.ts';
import { toArticle, toHashtag } from './article.ts';
import { contextLoader } from './sign.ts';

const origin = 'https://blog.example.org';
const actor = `${origin}/ap/actors/blog`;
const addresses = {
  id: new URL(`${origin}/ap/posts/7`),
  actor: new URL(actor),
  followers: new URL(`${actor}/followers`),
  origin,
};
const post: PostPage = {
  id: '7',
  kind: 'post',
  slug: 'plums',
  path: '/plums/',
  title: 'Plums & more',
  excerpt: 'Come <early>.',
  publishedAt: '2026-11-20T08:00:00.000Z',
  updatedAt: '2026-11-20T08:00:00.000Z',
  visibility: 'public',
  featured: false,
  picture: { url: '/media/plums.jpg', alt: 'A bowl of plums', width: 1200, height: 800 },
  authors: [],
  tags: [{ id: '1', slug: 'food-drink', name: 'Food & drink', description: null, accentColor: null }],
  readingMinutes: 1,
  html: '<p>See <a href="/prices/">prices</a> <img src="/media/a.png"><script>alert(1)</script></p>',
  mentions: [],
  gated: false,
  metaTitle: null,
  metaDescription: null,
  canonicalUrl: null,
  comments: 0,
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
  language: null,
  code: null,
};

const toJson = async (changes: Partial<PostPage> = {}) =>
  (await toArticle({ ...post, ...changes }, addresses).toJsonLd({ format: 'compact', contextLoader })) as Record<string, unknown>;

test('an Article has the whole text with absolute addresses and nothing that runs', async () => {
  const { content, ...article } = await toJson();
  expect(article).toMatchObject({
    type: 'Article',
    id: `${origin}/ap/posts/7`,
    name: 'Plums & more',
    summary: '<p>Come &lt;early&gt;.</p>',
    url: `${origin}/plums/`,
    attributedTo: actor,
    published: '2026-11-20T08:00:00Z',
    mediaType: 'text/html',
  });
  expect(content).toContain(`<a href="${origin}/prices/">`);
  expect(content).toContain(`src="${origin}/media/a.png"`);
  expect(content).not.toContain('script');
});

test('FEP-b2b8: a Note as preview, with title, summary, link and picture', async () => {
  const { preview, image } = (await toJson()) as Record<string, { content: string; url: string; name: string }>;
  expect(preview).toMatchObject({ type: 'Note', attributedTo: actor });
  expect(preview?.content).toBe(
    `<p><strong>Plums &amp; more</strong></p><p>Come &lt;early&gt;.</p><p><a href="${origin}/plums/">blog.example.org/plums/</a></p>`,
  );
  expect(image).toMatchObject({ type: 'Image', url: `${origin}/media/plums.jpg`, name: 'A bowl of plums', mediaType: 'image/jpeg' });
});

test('only an edit after publication has a date of its own', async () => {
  expect(await toJson()).not.toHaveProperty('updated');
  expect(await toJson({ updatedAt: '2026-11-21T08:00:00.000Z' })).toMatchObject({ updated: '2026-11-21T08:00:00Z' });
});

test('what is not for everybody cannot become an Article', () => {
  expect(() => toArticle({ ...post, visibility: 'members' }, addresses)).toThrow(/not for everybody/);
  expect(() => toArticle({ ...post, visibility: 'tiers' }, addresses)).toThrow(/not for everybody/);
  expect(() => toArticle({ ...post, gated: true }, addresses)).toThrow(/not for everybody/);
});

test('tags become hashtags without spaces and signs', () => {
  expect(toHashtag('Food & drink')).toBe('#FoodDrink');
  expect(toHashtag('plums')).toBe('#plums');
  expect(toHashtag('Äpfel 2026')).toBe('#Äpfel2026');
});
