import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SanitizedConfig } from 'payload';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../server/api.ts';
import type { FetchHandler } from '../../server/host/fetch-handler.ts';
import { drawing, folderOf, type MediaHouse, openMediaHouse } from './media-house.ts';

let house: MediaHouse;
let config: SanitizedConfig;
let api: FetchHandler;
const tokens = new Map<string, string>();

beforeAll(async () => {
  house = await openMediaHouse();
  config = await (await import('../../payload.config.ts')).default;
  api = createApi(Promise.resolve(config));
  await house.payload.update({ collection: 'users', id: house.ids.locked, data: { status: 'active' } });
  for (const name of ['author', 'member', 'locked']) {
    const data = { email: `${name}@example.org`, password: 'correct horse battery' };
    tokens.set(name, (await house.payload.login({ collection: 'users', data })).token ?? '');
  }
  await house.payload.update({ collection: 'users', id: house.ids.locked, data: { status: 'locked' } });
});
afterAll(() => house.close());

/** A form that never ends; `read` says whether anybody has begun to read it. */
function sendForm(path: string, headers: Record<string, string>, { method = 'POST', type = 'multipart/form-data; boundary=x' } = {}) {
  let read = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        read = true;
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const request = new Request(`http://cms.rose.localhost${path}`, {
    method,
    headers: { 'content-type': type, ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
  let long = 0;
  return api(request, () => (long += 1)).then(({ status }) => ({ status, read, long }));
}

describe('who may send a file', () => {
  const GRAPHQL = '/api/graphql';

  test.each([
    ['multipart/form-data; boundary=x', {}],
    ['Multipart/Form-Data; boundary=x', { 'content-length': '100' }],
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/json, multipart/form-data; boundary=x', {}],
  ])('GraphQL takes no %s, and reads nothing of it', async (type, headers) => {
    expect(await sendForm(GRAPHQL, headers, { type })).toMatchObject({ status: 415, read: false });
  });

  test('GraphQL takes JSON, whatever stands behind it', async () => {
    const ask = async (type: string) => {
      const body = JSON.stringify({ query: '{ __typename }' });
      return (await api(new Request(`http://cms.rose.localhost${GRAPHQL}`, { method: 'POST', headers: { 'content-type': type }, body })))
        .status;
    };
    expect([await ask('application/json'), await ask('application/json; charset=utf-8')]).toEqual([200, 200]);
  });

  test.each([
    ['nobody', {}, 401],
    ['nobody with any cookie', { cookie: 'a=b' }, 401],
    ['nobody with a token of somebody else’s making', { cookie: 'payload-token=a.b.c', authorization: 'JWT a.b.c' }, 401],
    ['a member', { authorization: 'member' }, 403],
    ['a locked admin', { authorization: 'locked' }, 403],
  ])('%s is turned away before anything is read', async (_who, headers: Record<string, string>, status) => {
    const known = headers.authorization && tokens.get(headers.authorization);
    const sent = known ? { authorization: `JWT ${known}` } : headers;
    for (const [method, path] of [
      ['POST', '/api/media'],
      ['PATCH', '/api/media/x'],
    ] as const) {
      expect(await sendForm(path, sent, { method })).toEqual({ status, read: false, long: 0 });
    }
  });

  test('an author is let through, and given the time that it takes', async () => {
    expect(await sendForm('/api/media', { authorization: `JWT ${tokens.get('author')}` })).toMatchObject({ read: true, long: 1 });
  });

  test('a form to elsewhere is bounded, however its type is written', async () => {
    for (const type of ['multipart/form-data; boundary=x', 'MULTIPART/form-data; boundary=x', 'a/multipart/form-data; boundary=x']) {
      expect(await sendForm('/api/posts', {}, { type })).toMatchObject({ status: 411, read: false });
      expect(await sendForm('/api/posts', { 'content-length': '10000001' }, { type })).toMatchObject({ status: 413, read: false });
    }
  });
});

describe('a file that lies elsewhere', () => {
  let elsewhere: Server;
  let asked = 0;
  let url: string;
  beforeAll(async () => {
    elsewhere = createServer((_req, res) => {
      asked += 1;
      res.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg" ><!-- as it came --></svg>');
    });
    elsewhere.listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/x.svg`;
    // Payload fetches from public addresses only; here the one on this machine stands for them.
    const { upload } = house.payload.collections.media.config;
    upload.skipSafeFetch = true;
  });
  afterAll(() => elsewhere.close());

  test('is not fetched for a new document', async () => {
    const files = await readdir(folderOf(house)).catch(() => []);
    const { status, body } = await house.rest('author', 'POST', '/media', { url, filename: 'x.svg', alt: 'x' });
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('Choose the file')]);
    expect([asked, await readdir(folderOf(house)).catch(() => [])]).toEqual([0, files]);
  });

  test('is not fetched for a copy: files are not copied', async () => {
    const { doc } = await house.send('author', { name: 'twin.png', data: await drawing({ width: 20, height: 20 }).png().toBuffer() });
    const files = await readdir(folderOf(house));
    for (const data of [{}, { url, filename: 'x.svg' }]) {
      expect((await house.rest('author', 'POST', `/media/${doc.id}/duplicate`, data)).status).toBe(404);
    }
    expect([asked, await readdir(folderOf(house))]).toEqual([0, files]);
  });
});

test.each(['mute.png', 'mute.jpg'])('a picture without words keeps its file when %s is sent in its place without any', async (name) => {
  const { doc } = await house.send('author', { name: 'mute.png', data: await drawing({ width: 20, height: 20 }).png().toBuffer() });
  await house.payload.db.pool.query('update media set alt = null where id = $1', [doc.id]);
  const read = async () => (await house.host.fetch('blog', `/media/${doc.id}/${doc.filename}`)).body;
  const before = await read();
  const next = {
    name,
    data: await drawing({ width: 30, height: 20 })
      .toFormat(name.endsWith('.png') ? 'png' : 'jpeg')
      .toBuffer(),
  };
  for (const alt of [' ', null, undefined]) {
    const refused = await house.send('author', next, { id: doc.id, data: { alt } });
    expect([refused.status, refused.message]).toEqual([400, expect.stringContaining('Say what the picture shows')]);
    expect(before.equals(await read())).toBe(true);
  }
  expect((await house.send('author', next, { id: doc.id, data: { alt: null, decorative: true } })).status).toBe(200);
  expect(before.equals(await read())).toBe(false);
});
