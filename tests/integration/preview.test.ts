import { afterAll, beforeAll, expect, test } from 'vitest';
import { toPreviewPath } from '../../core/preview-links.ts';
import { type ApiHouse, bootApi } from './api-house.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await bootApi();
});
afterAll(() => house.close());

const element = { version: 1, format: '', indent: 0, direction: null };
const words = (...texts: string[]) =>
  texts.map((text) => ({
    ...element,
    type: 'paragraph',
    children: [{ type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }],
  }));
const paywall = { type: 'block', version: 2, format: '', fields: { id: 'w', blockName: '', blockType: 'paywall' } };
const body = (...children: unknown[]) => ({ root: { ...element, type: 'root', children } }) as never;

async function makeDraft(visibility: 'public' | 'members' | 'paid' | 'tiers', tiers?: string[]) {
  return house.payload.create({
    collection: 'posts',
    draft: true,
    data: {
      title: `For ${visibility}`,
      slug: '',
      visibility,
      ...(tiers ? { tiers } : {}),
      body: body(...words('Above.'), paywall, ...words('Below.')),
      _status: 'draft',
    },
  });
}

/** Asks for a link as the admin does, and follows it as the page does. */
async function follow(id: string, as: string, more: { toShare?: boolean; asker?: 'editor' | 'author' } = {}) {
  const { asker = 'editor', ...wanted } = more;
  const { status, body: said } = await house.rest(asker, 'POST', '/blog/preview-links', { kind: 'post', id, as, ...wanted });
  expect(status).toBe(200);
  const url = new URL(String(said.url));
  expect(url.host.split(':')[0]).toBe('blog.rose.localhost');
  return house.services.blog.findPreview({ kind: 'post', id, query: url.searchParams });
}

test.each([
  ['public', { visitor: true, member: true, paid: true }],
  ['members', { visitor: false, member: true, paid: true }],
  ['paid', { visitor: false, member: false, paid: true }],
  ['tiers', { visitor: false, member: false, paid: true }],
] as const)('a draft for %s is seen through three pairs of eyes', async (visibility, seen) => {
  const { id } = await makeDraft(visibility, visibility === 'tiers' ? ['grower', 'baker'] : undefined);
  for (const as of ['visitor', 'member', 'paid'] as const) {
    const preview = await follow(id, as);
    if (preview.type !== 'ok') throw new Error(`${as}: ${preview.type}`);
    expect(preview.post.html, as).toContain('Above.');
    expect(preview.post.html.includes('Below.'), as).toBe(seen[as]);
    expect(preview.post.gated, as).toBe(!seen[as]);
  }
});

test('it is the newest draft, not what is published', async () => {
  const { payload } = house;
  const post = await payload.create({
    collection: 'posts',
    data: { title: 'As it was', slug: '', visibility: 'public', body: body(...words('Old words.')), _status: 'published' },
  });
  await payload.update({
    collection: 'posts',
    id: post.id,
    draft: true,
    autosave: true,
    data: { title: 'As it will be', body: body(...words('New words.')), _status: 'draft' },
  });
  const preview = await follow(post.id, 'visitor');
  expect(preview).toMatchObject({ type: 'ok', post: { title: 'As it will be', html: '<p>New words.</p>' } });
  expect((await house.services.blog.findPost({ slug: 'as-it-was', access: 'guest' }))?.title).toBe('As it was');
});

test('an editor’s own link offers the other views, a shared one does not', async () => {
  const { id } = await makeDraft('members');
  const own = await follow(id, 'visitor', { asker: 'author' });
  const shared = await follow(id, 'visitor', { toShare: true });
  expect(own.type === 'ok' && own.views.map(({ as }) => as)).toEqual(['visitor', 'member', 'paid']);
  expect(shared.type === 'ok' && shared.views).toEqual([]);
  const days = shared.type === 'ok' ? (Date.parse(shared.until) - Date.now()) / 86_400_000 : 0;
  expect(Math.round(days)).toBe(7);
});

test('an altered link, one that ended and one to what is gone show nothing', async () => {
  const { id } = await makeDraft('paid');
  const { secret } = house.payload;
  const ask = (link: Parameters<typeof toPreviewPath>[0], alter = (query: URLSearchParams) => query) =>
    house.services.blog.findPreview({
      kind: link.kind,
      id: link.id,
      query: alter(new URL(toPreviewPath(link, secret), 'http://blog').searchParams),
    });
  const link = { kind: 'post', id, as: 'visitor', until: Math.floor(Date.now() / 1000) + 60, switchable: false } as const;
  expect((await ask(link)).type).toBe('ok');
  const asPaid = (query: URLSearchParams) => {
    query.set('as', 'paid');
    return query;
  };
  expect(await ask(link, asPaid)).toEqual({ type: 'altered' });
  expect(await ask({ ...link, until: link.until - 120 })).toEqual({ type: 'expired' });
  expect(await ask({ ...link, id: '00000000-0000-4000-8000-000000000000' })).toEqual({ type: 'gone' });
  expect(await ask({ ...link, kind: 'page' })).toEqual({ type: 'gone' });
});

test('only people who write here get links', async () => {
  const { id } = await makeDraft('paid');
  const wanted = { kind: 'post', id, as: 'paid' };
  for (const asker of ['guest', 'member', 'locked'] as const) {
    expect((await house.rest(asker, 'POST', '/blog/preview-links', wanted)).status, asker).toBe(403);
  }
  expect((await house.rest('editor', 'POST', '/blog/preview-links', { ...wanted, as: 'staff' })).status).toBe(400);
  expect(
    (await house.rest('editor', 'POST', '/blog/preview-links', { ...wanted, id: '00000000-0000-4000-8000-000000000000' })).status,
  ).toBe(404);
});
