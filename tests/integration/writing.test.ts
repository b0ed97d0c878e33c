import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, bootApi } from './api-house.ts';

let house: ApiHouse;
let elsewhere: Server;
beforeAll(async () => {
  house = await bootApi();
  elsewhere = createServer((_req, res) => res.end('<title>Private</title>'));
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  elsewhere.close();
  await house.close();
});

const element = { version: 1, format: '', indent: 0, direction: null };
const text = (words: string) => ({ type: 'text', version: 1, text: words, format: 0, detail: 0, mode: 'normal', style: '' });
const paragraph = (...children: unknown[]) => ({ ...element, type: 'paragraph', children });
const link = (relationTo: string, value: string, words: string) => ({
  ...element,
  type: 'link',
  version: 3,
  id: `l-${value}`,
  fields: { linkType: 'internal', newTab: false, doc: { relationTo, value } },
  children: [text(words)],
});
const body = (...children: unknown[]) => ({ root: { ...element, type: 'root', children } }) as never;

describe('a save that began from an older version', () => {
  async function open(asker: 'editor' | 'admin', id: string) {
    return (await house.rest(asker, 'GET', `/posts/${id}?draft=true&depth=0`)).body;
  }
  const save = (asker: 'editor' | 'admin', id: unknown, data: object, query = 'draft=true&autosave=true') =>
    house.rest(asker, 'PATCH', `/posts/${id}?${query}`, data);

  test('is refused with a sentence, by autosave and by button, and nothing is written over', async () => {
    const { id } = await house.payload.create({
      collection: 'posts',
      draft: true,
      data: { title: 'Ours', slug: '', visibility: 'public' },
    });
    const one = await open('editor', id);
    const two = await open('admin', id);
    expect((await save('editor', id, { title: 'By the editor', updatedAt: one.updatedAt })).status).toBe(200);
    for (const query of ['draft=true&autosave=true', 'draft=true', 'depth=0']) {
      const refused = await save('admin', id, { title: 'By the admin', updatedAt: two.updatedAt, _status: 'published' }, query);
      expect(refused.status, query).toBe(409);
      expect(JSON.stringify(refused.body)).toContain('since you opened it');
    }
    expect((await open('admin', id)).title).toBe('By the editor');
    const fresh = await open('admin', id);
    expect(fresh.editedBy).toBe(house.ids.editor);
    expect((await save('admin', id, { title: 'After reading', updatedAt: fresh.updatedAt })).status).toBe(200);
  });

  test('is let through where it is one’s own autosave on its way, and for programs that say nothing', async () => {
    const { id } = await house.payload.create({
      collection: 'posts',
      draft: true,
      data: { title: 'Mine', slug: '', visibility: 'public' },
    });
    const { updatedAt } = await open('editor', id);
    expect((await save('editor', id, { title: 'First', updatedAt })).status).toBe(200);
    expect((await save('editor', id, { title: 'Second', updatedAt })).status).toBe(200);
    expect((await save('admin', id, { title: 'Third' })).status).toBe(200);
  });

  test('is no matter when a version is restored', async () => {
    const { id } = await house.payload.create({
      collection: 'posts',
      data: { title: 'Once', slug: '', visibility: 'public', _status: 'published' },
    });
    await house.payload.update({ collection: 'posts', id, data: { title: 'Twice', _status: 'published' } });
    const { docs } = await house.payload.findVersions({ collection: 'posts', where: { parent: { equals: id } }, sort: 'createdAt' });
    const restored = await house.rest('editor', 'POST', `/posts/versions/${docs[0]?.id}`);
    expect(restored.status).toBe(200);
    expect((await house.payload.findByID({ collection: 'posts', id })).title).toBe('Once');
  });

  test('is what was meant when what is out is put back over a newer draft, word for word', async () => {
    const { id } = await house.payload.create({
      collection: 'posts',
      data: { title: 'Out', slug: '', visibility: 'public', _status: 'published', body: body(paragraph(text('As read.'))) },
    });
    // What the admin's "revert to published" asks and sends.
    const { body: out } = await house.rest('admin', 'GET', `/posts/${id}?depth=0`);
    expect((await save('editor', id, { title: 'A draft beside it' })).status).toBe(200);
    expect((await save('admin', id, { ...out, title: 'Not what is out' }, 'depth=0')).status).toBe(409);
    expect((await save('admin', id, out, 'depth=0')).status).toBe(200);
    expect((await open('admin', String(id))).title).toBe('Out');
  });

  test('visitors are not told who saved it', async () => {
    const { id } = await house.payload.create({
      collection: 'posts',
      data: { title: 'Public', slug: '', visibility: 'public', _status: 'published' },
      user: { id: house.ids.editor, collection: 'users' } as never,
    });
    const { body: seen } = await house.rest('guest', 'GET', `/posts/${id}?depth=0`);
    expect(seen.title).toBe('Public');
    expect('editedBy' in seen).toBe(false);
  });
});

describe('internal links', () => {
  test('follow the document through a change of its address, and purge what leads there', async () => {
    const { payload, services } = house;
    const make = (title: string, status: 'draft' | 'published') =>
      payload.create({ collection: 'posts', data: { title, slug: '', visibility: 'public', _status: status } });
    const [target, hidden] = [await make('A place to go', 'published'), await make('Not yet', 'draft')];
    const tag = await payload.create({ collection: 'tags', data: { name: 'Garden', slug: '' } });
    await payload.create({
      collection: 'posts',
      data: {
        title: 'It leads there',
        slug: '',
        visibility: 'public',
        _status: 'published',
        body: body(
          paragraph(
            link('posts', target.id, 'there'),
            text(' '),
            link('posts', hidden.id, 'nowhere'),
            text(' '),
            link('tags', String(tag.id), 'garden'),
          ),
        ),
      },
    });
    const read = async () => services.blog.findPost({ slug: 'it-leads-there', access: 'guest' });
    const blog = new URL(payload.config.serverURL).origin.replace('//cms.', '//blog.');
    expect((await read())?.html).toBe(`<p><a href="${blog}/a-place-to-go/">there</a> nowhere <a href="${blog}/tag/garden/">garden</a></p>`);
    await payload.update({ collection: 'posts', id: target.id, data: { slug: 'a-better-place', _status: 'published' } });
    const after = await read();
    expect(after?.html).toContain(`${blog}/a-better-place/`);
    expect(after?.mentions).toEqual(expect.arrayContaining([`posts:${target.id}`, `tags:${tag.id}`]));
  });
});

describe('while somebody writes', () => {
  test('a card is drawn as the pages draw it, for people who write only', async () => {
    const fields = { blockType: 'button', buttonText: 'Come <in>', buttonUrl: '/join/', alignment: 'center' };
    const { status, body: drawn } = await house.rest('author', 'POST', '/blog/card-preview', { fields });
    expect(status).toBe(200);
    expect(drawn.html).toContain('Come &lt;in&gt;');
    expect(String(drawn.html)).toContain('class="button"');
    const mailed = await house.rest('author', 'POST', '/blog/card-preview', {
      fields: { blockType: 'email', html: '<p>Only by mail</p>' },
    });
    expect(mailed.body.html).toContain('Only by mail');
    const evil = await house.rest('author', 'POST', '/blog/card-preview', {
      fields: { blockType: 'html', html: '<img src=x onerror=alert(1)>' },
    });
    expect(String(evil.body.html)).not.toContain('onerror');
    for (const asker of ['guest', 'member'] as const) {
      expect((await house.rest(asker, 'POST', '/blog/card-preview', { fields })).status, asker).toBe(403);
    }
    expect((await house.rest('author', 'POST', '/blog/card-preview', { fields: {} })).status).toBe(400);
  });

  test('look-ups never reach into the house, and are for people who write', async () => {
    const inside = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    const ask = (asker: 'guest' | 'member' | 'author', url: string) =>
      house.rest(asker, 'GET', `/blog/bookmark-lookup?url=${encodeURIComponent(url)}`);
    expect((await ask('author', inside)).status).toBe(422);
    expect(JSON.stringify((await ask('author', inside)).body)).toContain('may be asked');
    expect((await ask('author', '')).status).toBe(400);
    expect((await ask('guest', inside)).status).toBe(403);
    expect((await ask('member', inside)).status).toBe(403);
    expect((await house.rest('author', 'GET', `/blog/embed-lookup?url=${encodeURIComponent(inside)}`)).status).toBe(422);
  });

  test('somebody who looks up without end is asked to wait', async () => {
    const answers = [];
    for (let count = 0; count < 61; count++) {
      answers.push((await house.rest('editor', 'GET', '/blog/bookmark-lookup?url=http%3A%2F%2F127.0.0.1%3A9%2F')).status);
    }
    expect(answers.slice(0, 60).every((status) => status === 422)).toBe(true);
    expect(answers.at(-1)).toBe(429);
  });
});
