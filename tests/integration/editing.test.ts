import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Body, toBody } from '../../core/richtext/types.ts';
import type { Post } from '../../payload-types.ts';
import { type ApiHouse, type Asker, bootApi } from './api-house.ts';

let house: ApiHouse;
let since = '0';
beforeAll(async () => {
  house = await bootApi();
});
afterAll(() => house.close());
beforeEach(async () => {
  const { rows } = await house.payload.db.pool.query('select coalesce(max(seq), 0)::text as seq from activities');
  since = String(rows[0]?.seq);
});

interface Told {
  type: string;
  object_type: string;
  object_id: string;
  actor_id: string | null;
  visibility: string;
  data: { tags?: string[] };
}
async function told(objectType: string): Promise<Told[]> {
  const { rows } = await house.payload.db.pool.query(
    'select type, object_type, object_id, actor_id, visibility, data from activities where seq > $1::numeric and object_type = $2 order by seq',
    [since, objectType],
  );
  return rows as Told[];
}

const element = { version: 1, format: '', indent: 0, direction: null } as const;
const linking = (...urls: string[]): Body =>
  toBody(
    urls.map((url) => ({
      ...element,
      type: 'paragraph',
      children: [
        {
          ...element,
          type: 'link',
          fields: { linkType: 'custom', url, newTab: false },
          children: [{ type: 'text', version: 1, text: 'words', format: 0, detail: 0, mode: 'normal', style: '' }],
        },
      ],
    })),
  );

let count = 0;
async function post(data: Partial<Post> = {}): Promise<Post> {
  count += 1;
  return house.payload.create({
    collection: 'posts',
    data: { title: `Post ${count}`, slug: '', visibility: 'public', _status: 'published', ...data } as never,
    depth: 0,
  });
}
const tag = async (name: string, internal = false) =>
  house.payload.create({ collection: 'tags', data: { name, slug: '', internal }, depth: 0 });
const read = (id: string, draft = false) => house.payload.findByID({ collection: 'posts', id, depth: 0, draft });
const versions = async (id: string) =>
  (await house.payload.countVersions({ collection: 'posts', where: { parent: { equals: id } } })).totalDocs;

const REFUSED: readonly Asker[] = ['guest', 'locked', 'member', 'author'];

describe('publishing many at once', () => {
  const publish = (asker: Asker, ids: string[], status: 'published' | 'draft') =>
    house.rest(
      asker,
      'PATCH',
      `/posts?${ids.map((id, at) => `where[id][in][${at}]=${id}`).join('&')}${status === 'published' ? '&draft=true' : ''}`,
      { _status: status },
    );

  test('each one is told of, dated, and taken back again', async () => {
    const drafts = [await post({ _status: 'draft' }), await post({ _status: 'draft' })];
    const ids = drafts.map(({ id }) => id);
    const out = await publish('editor', ids, 'published');
    expect(out.status).toBe(200);
    const activities = await told('posts');
    expect(
      activities
        .filter(({ type }) => type === 'Publish')
        .map(({ object_id, visibility }) => `${object_id} ${visibility}`)
        .sort(),
    ).toEqual(ids.map((id) => `${id} public`).sort());
    expect(activities.filter(({ type }) => type === 'Publish').every(({ data }) => data.tags?.includes('posts'))).toBe(true);
    for (const id of ids) expect((await read(id)).publishedAt).toBeTruthy();

    await publish('editor', ids, 'draft');
    expect((await told('posts')).filter(({ type }) => type === 'Unpublish')).toHaveLength(2);
    for (const id of ids) expect((await read(id))._status).toBe('draft');
  });

  test('an author publishes their own and leaves those of others', async () => {
    const own = await post({ _status: 'draft', authors: [house.ids.author] });
    const other = await post({ _status: 'draft', authors: [house.ids.editor] });
    await publish('author', [own.id, other.id], 'published');
    expect((await read(own.id))._status).toBe('published');
    expect((await read(other.id))._status).toBe('draft');
  });

  test.each<Asker>(['guest', 'locked', 'member'])('%s publishes nothing', async (asker) => {
    const draft = await post({ _status: 'draft' });
    await publish(asker, [draft.id], 'published');
    expect((await read(draft.id))._status).toBe('draft');
  });
});

describe('merging tags', () => {
  test('posts, pages and drafts are re-tagged, the address leads on, and everybody is told', async () => {
    const [bread, loaf, ovens] = [await tag('Bread'), await tag('Loaf'), await tag('Ovens')];
    const both = await post({ tags: [loaf.id, ovens.id, bread.id] });
    const one = await post({ tags: [bread.id] });
    const series = await post({ series: bread.id });
    const none = await post({ tags: [ovens.id] });
    const page = await house.payload.create({
      collection: 'pages',
      data: { title: 'A page', slug: '', visibility: 'public', _status: 'published', tags: [bread.id] },
      depth: 0,
    });
    await house.payload.update({ collection: 'posts', id: one.id, draft: true, data: { title: 'Unfinished' }, depth: 0 });
    const linked = linking('/x/');
    const internal = JSON.parse(
      JSON.stringify(linked).replace('"linkType":"custom"', `"linkType":"internal","doc":{"relationTo":"tags","value":"${bread.id}"}`),
    ) as Body;
    const mentions = await post({ body: internal as never });
    await house.payload.create({
      collection: 'menu-nodes',
      data: { label: 'Bread', menu: 'header', position: 0, container: { relationTo: 'tags', value: bread.id } },
    });
    const { rows } = await house.payload.db.pool.query('select max(seq)::text as seq from activities');
    since = String(rows[0]?.seq);

    const foretold = await house.rest('editor', 'POST', '/blog/tags/merge/preview', { from: [bread.id] });
    expect(foretold.body).toMatchObject({ posts: 4, pages: 1, menuEntries: 1 });
    expect((foretold.body.documents as { id: string }[]).map(({ id }) => id).sort()).toEqual(
      [both.id, one.id, series.id, mentions.id, page.id].sort(),
    );

    const { status, body } = await house.rest('editor', 'POST', '/blog/tags/merge', { from: [bread.id], into: loaf.id });
    expect({ status, body }).toMatchObject({ status: 200, body: { type: 'merged', posts: 4, pages: 1 } });

    expect((await read(both.id)).tags).toEqual([loaf.id, ovens.id]);
    expect((await read(one.id)).tags).toEqual([loaf.id]);
    expect((await read(series.id)).series).toBe(loaf.id);
    expect((await read(none.id)).tags).toEqual([ovens.id]);
    expect(JSON.stringify((await read(mentions.id)).body)).toContain(loaf.id);
    expect((await house.payload.findByID({ collection: 'pages', id: page.id, depth: 0 })).tags).toEqual([loaf.id]);
    const draft = await read(one.id, true);
    expect({ title: draft.title, tags: draft.tags, out: (await read(one.id)).title }).toEqual({
      title: 'Unfinished',
      tags: [loaf.id],
      out: one.title,
    });
    const entries = await house.payload.find({ collection: 'menu-nodes', where: { label: { equals: 'Bread' } }, depth: 0 });
    expect(entries.docs[0]?.container?.value).toBe(loaf.id);

    expect((await house.payload.find({ collection: 'tags', where: { id: { equals: bread.id } } })).totalDocs).toBe(0);
    const redirects = await house.payload.find({ collection: 'redirects', where: { to: { equals: '/tag/loaf/$1' } }, depth: 0 });
    expect(redirects.docs[0]).toMatchObject({ from: '^/tag/bread/(.*)$', pattern: true, permanent: true });

    const posts = await told('posts');
    expect(posts.map(({ object_id }) => object_id).sort()).toEqual([both.id, one.id, series.id, mentions.id].sort());
    expect(
      posts.every(
        ({ type, actor_id, data }) => type === 'Update' && actor_id === house.ids.editor && data.tags?.includes(`tags:${loaf.id}`),
      ),
    ).toBe(true);
    expect((await told('tags')).map(({ type }) => type)).toEqual(['Delete']);
    expect((await told('redirects')).map(({ type }) => type)).toEqual(['Create']);
    expect((await told('menu-nodes')).map(({ type }) => type)).toEqual(['Update']);
  });

  test('a draft that alone has the tag is foretold, and follows', async () => {
    const [ash, elm] = [await tag('Ash'), await tag('Elm')];
    const changed = await post({ tags: [] });
    await house.payload.update({ collection: 'posts', id: changed.id, draft: true, data: { tags: [ash.id] }, depth: 0 });
    const { body } = await house.rest('editor', 'POST', '/blog/tags/merge/preview', { from: [ash.id] });
    expect(body).toMatchObject({ posts: 1, pages: 0, menuEntries: 0, documents: [{ collection: 'posts', id: changed.id }] });
    await house.rest('editor', 'POST', '/blog/tags/merge', { from: [ash.id], into: elm.id });
    expect({ draft: (await read(changed.id, true)).tags, out: (await read(changed.id)).tags }).toEqual({ draft: [elm.id], out: [] });
  });

  test('several at once; an internal tag leaves no address behind', async () => {
    const [a, b, hidden] = [await tag('Aa'), await tag('Bb'), await tag('#hidden', true)];
    const tagged = await post({ tags: [a.id, hidden.id] });
    await house.rest('admin', 'POST', '/blog/tags/merge', { from: [a.id, hidden.id], into: b.id });
    expect((await read(tagged.id)).tags).toEqual([b.id]);
    const { docs } = await house.payload.find({ collection: 'redirects', where: { to: { equals: '/tag/bb/$1' } }, depth: 0 });
    expect(docs.map(({ from }) => from)).toEqual(['^/tag/aa/(.*)$']);
  });

  test('there and back again leaves no address that goes round', async () => {
    const [first, second] = [await tag('There'), await tag('Back')];
    await house.rest('editor', 'POST', '/blog/tags/merge', { from: [first.id], into: second.id });
    const again = await tag('There');
    expect((await house.rest('editor', 'POST', '/blog/tags/merge', { from: [second.id], into: again.id })).status).toBe(200);
    const { docs } = await house.payload.find({ collection: 'redirects', where: { from: { like: '/tag/' } }, limit: 100, depth: 0 });
    const rules = docs.map(({ from, to }) => `${from} ${to}`);
    expect(rules).toContain('^/tag/back/(.*)$ /tag/there/$1');
    expect(rules.some((rule) => rule.startsWith('^/tag/there/'))).toBe(false);
  });

  test('a tag into itself, and one that is gone, are refused and change nothing', async () => {
    const [c, d] = [await tag('Cc'), await tag('Dd')];
    await post({ tags: [c.id] });
    expect((await house.rest('editor', 'POST', '/blog/tags/merge', { from: [c.id], into: c.id })).status).toBe(400);
    await house.payload.delete({ collection: 'tags', id: d.id });
    expect((await house.rest('editor', 'POST', '/blog/tags/merge', { from: [c.id], into: d.id })).status).toBe(400);
    expect((await house.payload.find({ collection: 'posts', where: { tags: { in: [c.id] } } })).totalDocs).toBe(1);
  });

  test.each(REFUSED)('%s may not', async (asker) => {
    const [e, f] = [await tag(`E ${asker}`), await tag(`F ${asker}`)];
    expect((await house.rest(asker, 'POST', '/blog/tags/merge', { from: [e.id], into: f.id })).status).toBe(403);
    expect((await house.rest(asker, 'POST', '/blog/tags/merge/preview', { from: [e.id] })).status).toBe(403);
    expect((await house.payload.find({ collection: 'tags', where: { id: { equals: e.id } } })).totalDocs).toBe(1);
  });
});

describe('mending an address everywhere', () => {
  const rule = { from: 'https://old.example', to: 'https://new.example', prefix: true };
  const preview = (asker: Asker, asked: object = rule) => house.rest(asker, 'POST', '/blog/links/preview', asked);
  const replace = (asker: Asker, documents: object[], asked: object = rule) =>
    house.rest(asker, 'POST', '/blog/links/replace', { ...asked, documents });

  test('it is shown before it is done, done where it was chosen, and each has a version', async () => {
    const out = await post({ body: linking('https://old.example/a?x=1&y=2', 'https://old.example.org/') as never });
    const draft = await post({ _status: 'draft', body: linking('https://old.example/b') as never });
    const spared = await post({ canonicalUrl: 'https://old.example/c' });
    await post({ body: linking('https://elsewhere.example/') as never });

    const shown = (await preview('editor')).body.documents as { id: string; state: string; changes: { before: string; after: string }[] }[];
    const byId = new Map(shown.map((document) => [document.id, document]));
    expect([...byId.keys()].sort()).toEqual([out.id, draft.id, spared.id].sort());
    expect(byId.get(out.id)).toMatchObject({
      state: 'published',
      changes: [{ where: 'words', before: 'https://old.example/a?x=1&y=2', after: 'https://new.example/a?x=1&y=2' }],
    });
    expect(byId.get(draft.id)?.state).toBe('draft');
    expect(byId.get(spared.id)?.changes).toEqual([
      { where: 'canonicalUrl', before: 'https://old.example/c', after: 'https://new.example/c' },
    ]);
    expect(JSON.stringify((await read(out.id)).body), 'a preview writes nothing').toContain('https://old.example/a');

    const before = await versions(out.id);
    const done = await replace('editor', [
      { collection: 'posts', id: out.id },
      { collection: 'posts', id: draft.id },
    ]);
    expect(done.body).toEqual({ changed: 2, failed: [] });
    const mended = await read(out.id);
    expect(JSON.stringify(mended.body)).toContain('https://new.example/a?x=1&y=2');
    expect(JSON.stringify(mended.body)).toContain('https://old.example.org/');
    expect(JSON.stringify(mended.publicBody)).toContain('https://new.example/a');
    expect(mended._status).toBe('published');
    expect(await versions(out.id)).toBe(before + 1);
    expect((await read(draft.id))._status).toBe('draft');
    expect(JSON.stringify((await read(draft.id, true)).body)).toContain('https://new.example/b');
    expect((await read(spared.id)).canonicalUrl).toBe('https://old.example/c');
    expect((await told('posts')).filter(({ type, object_id }) => type === 'Update' && object_id === out.id)).toHaveLength(1);
    await house.payload.delete({ collection: 'posts', where: { id: { in: [out.id, draft.id, spared.id] } } });
  });

  test('what is out is mended where it is out, and its unfinished draft stays unfinished', async () => {
    const doc = await post({ title: 'Out', body: linking('https://old.example/a') as never });
    await house.payload.update({
      collection: 'posts',
      id: doc.id,
      draft: true,
      data: { title: 'Half a thought', body: linking('https://old.example/a', 'https://old.example/b') as never },
    });
    const shown = (await preview('admin')).body.documents as { id: string; state: string; changes: object[] }[];
    expect(shown.find(({ id }) => id === doc.id)).toMatchObject({ state: 'changed', changes: [{}, {}] });
    await replace('admin', [{ collection: 'posts', id: doc.id }]);
    const out = await read(doc.id);
    expect({ title: out.title, status: out._status }).toEqual({ title: 'Out', status: 'published' });
    expect(JSON.stringify(out.body)).toContain('https://new.example/a');
    expect(JSON.stringify(out.body)).not.toContain('/b');
    const draft = await read(doc.id, true);
    expect({ title: draft.title, status: draft._status }).toEqual({ title: 'Half a thought', status: 'draft' });
    expect(JSON.stringify(draft.body)).toContain('https://new.example/b');
    await house.payload.delete({ collection: 'posts', id: doc.id });
  });

  test('one that is gone is named, and the others are mended', async () => {
    const doc = await post({ body: linking('https://old.example/') as never });
    const gone = await post();
    await house.payload.delete({ collection: 'posts', id: gone.id });
    const { body } = await replace('editor', [
      { collection: 'posts', id: gone.id },
      { collection: 'posts', id: doc.id },
    ]);
    expect(body).toMatchObject({ changed: 1, failed: [{ id: gone.id }] });
    expect(JSON.stringify((await read(doc.id)).body)).toContain('https://new.example/');
  });

  test.each(REFUSED)('%s may neither look nor mend', async (asker) => {
    const doc = await post({ body: linking(`https://old.example/${asker}`) as never });
    expect((await preview(asker)).status).toBe(403);
    expect((await replace(asker, [{ collection: 'posts', id: doc.id }])).status).toBe(403);
    expect(JSON.stringify((await read(doc.id)).body)).toContain(`https://old.example/${asker}`);
  });

  test('an empty address is no rule', async () => {
    expect((await preview('editor', { from: '', to: 'https://new.example', prefix: true })).status).toBe(400);
  });
});
