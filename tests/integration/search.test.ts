import { afterAll, beforeAll, expect, test } from 'vitest';
import { toBody } from '../../core/richtext/types.ts';
import { learnWords } from '../../services/blog/search.words.ts';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
beforeAll(async () => {
  house = await bootTest();
  await write({ title: 'Pruning the old roses', text: 'In February we cut back to the third bud, with a café au lait beside the ladder.' });
  await write({
    title: 'Soup for forty',
    text: 'Leeks, potatoes and a rose petal jam that nobody had asked for. Pruning shears stay outside.',
  });
  await write({ title: 'The <b>bold</b> shed', text: 'A shed & its shelves: <script>alert(1)</script> was painted on the wall.' });
  await write({ title: 'Draft about roses', text: 'pruning in secret', _status: 'draft' });
  await write({ title: 'Later roses', text: 'pruning tomorrow', publishedAt: new Date(Date.now() + 86_400_000).toISOString() });
  await write({ title: 'Post for members', text: 'the hidden word is xylophone', visibility: 'members' });
  await write({ title: 'Rosiers du jardin', text: 'Nous taillons les rosiers anciens.', language: 'fr' });
  await house.payload.create({
    collection: 'pages',
    data: {
      title: 'About our roses',
      slug: 'about',
      body: toDocument('We prune together.'),
      _status: 'published',
      visibility: 'public',
    } as never,
  });
  await learnWords(house.payload);
});
afterAll(() => house.close());

const titles = async (q: string, more = {}) => (await house.services.blog.search({ q, ...more })).items.map(({ title }) => title);

test('words in titles go before words in texts, stems and accents are one', async () => {
  expect(await titles('prune roses')).toEqual(['Pruning the old roses', 'About our roses', 'Soup for forty']);
  expect(await titles('cafe')).toEqual(['Pruning the old roses']);
  expect(await titles('CAFÉ')).toEqual(['Pruning the old roses']);
});

test('phrases, alternatives and exclusions are understood', async () => {
  expect(await titles('"rose petal"')).toEqual(['Soup for forty']);
  expect(await titles('leeks or ladder')).toHaveLength(2);
  expect(await titles('roses -soup')).not.toContain('Soup for forty');
});

test('a text in another language is found by its words', async () => {
  expect(await titles('rosiers')).toEqual(['Rosiers du jardin']);
});

test('what is not out, and what is gated, is not found', async () => {
  expect(await titles('secret')).toEqual([]);
  expect(await titles('tomorrow')).toEqual([]);
  expect(await titles('xylophone')).toEqual([]);
  expect(await titles('members')).toEqual(['Post for members']);
});

test('a mistyped word is corrected, and the answer says so', async () => {
  const found = await house.services.blog.search({ q: 'prunning rosses' });
  expect(found.corrected).toBe('pruning roses');
  expect(found.items.length).toBeGreaterThan(0);
  expect((await house.services.blog.search({ q: 'xylophon' })).corrected).toBeNull();
});

test('a word that is gone from every public text is not offered', async () => {
  const id = await write({ title: 'Zeppelin', text: 'zeppelin' });
  await learnWords(house.payload);
  expect((await house.services.blog.search({ q: 'zepelin' })).corrected).toBe('zeppelin');
  await house.payload.update({ collection: 'posts', id, data: { _status: 'draft' } });
  expect(await house.services.blog.search({ q: 'zepelin' })).toMatchObject({ total: 0, corrected: null });
});

test('the words are marked in escaped text', async () => {
  const { items } = await house.services.blog.search({ q: 'shed painted' });
  expect(items[0]?.titleHtml).toBe('The &lt;b&gt;bold&lt;/b&gt; <mark>shed</mark>');
  expect(items[0]?.passageHtml).toContain('<mark>painted</mark>');
  expect(items[0]?.passageHtml).not.toContain('<script');
});

test('filters narrow what is found', async () => {
  expect(await titles('roses', { year: 1999 })).toEqual([]);
  const { id: tag } = await house.payload.create({ collection: 'tags', data: { name: 'Kitchen', slug: 'kitchen' } });
  const { docs } = await house.payload.find({ collection: 'posts', where: { title: { equals: 'Soup for forty' } } });
  await house.payload.update({ collection: 'posts', id: docs[0]?.id ?? '', data: { tags: [tag] } });
  expect(await titles('pruning', { tag: 'kitchen' })).toEqual(['Soup for forty']);
  expect(await titles('pruning', { tag: 'nothing' })).toEqual([]);
});

test('nothing, NUL and a very long query are answered', async () => {
  expect(await titles(' \0 ')).toEqual([]);
  expect(await titles('rose '.repeat(10_000))).toContain('Pruning the old roses');
  expect(await titles(':*!&|()<->')).toEqual([]);
});

async function write({ text, ...data }: { title: string; text: string } & Record<string, unknown>): Promise<string> {
  const { id } = await house.payload.create({
    collection: 'posts',
    data: { _status: 'published', visibility: 'public', ...data, body: toDocument(text) } as never,
  });
  return String(id);
}

function toDocument(text: string): unknown {
  return toBody([
    { type: 'paragraph', version: 1, children: [{ type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }] },
  ] as never);
}
