import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sign } from '../../../core/signing.ts';
import { createTestDatabase } from '../../integration/harness.ts';
import { type HostHouse, html, startHost } from '../../integration/host-house.ts';
import { type Request, sendRaw } from '../hostile.ts';
import { guardDoor } from '../protocol.ts';

const SECRET = 'a secret of the tests that is long enough';
const HOST = 'account.rose.localhost:4444';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let house: HostHouse;
let id = '';
beforeAll(async () => {
  database = await createTestDatabase();
  house = await startHost({
    databaseUrl: database.databaseUrl,
    publicPort: 4444,
    sites: { account: { '/internal/fragments/auth-menu': ({ res }) => html(res, '<a href="/">menu</a>') } },
  });
  const { rows } = await house.sql.query<{ id: string }>(`select id::text as id from process_peers order by seen_at desc limit 1`);
  id = rows[0]?.id ?? '';
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

function signed(): Request {
  const parts = {
    method: 'GET',
    host: HOST,
    path: '/internal/fragments/auth-menu',
    query: '',
    viewer: '',
    time: Date.now(),
    nonce: `${id}.${randomUUID()}`,
  };
  return {
    method: 'GET',
    path: parts.path,
    headers: {
      host: HOST,
      'x-rose-viewer': '',
      'x-rose-time': String(parts.time),
      'x-rose-nonce': parts.nonce,
      'x-rose-signature': sign(parts, SECRET),
    },
    body: '',
  };
}

guardDoor({
  name: 'internal',
  port: () => house.port,
  good: signed,
  isGood: ({ status, text }) => status === 200 && text.includes('<a href="/">menu</a>'),
  // The stream's first request is the good one's copy with something wrong: only whole ones are let in.
  state: async () => null,
});

test('internal: one signed request serves once, and any changed part makes it a stranger', async () => {
  const once = signed();
  expect((await sendRaw(house.port, once)).status).toBe(200);
  expect((await sendRaw(house.port, once)).status).toBe(404);
  for (const changed of [
    { path: '/internal/fragments/auth-menu?a=1' },
    { headers: { ...signed().headers, 'x-rose-viewer': 'somebody' } },
    { headers: { ...signed().headers, 'x-rose-time': String(Date.now() + 1) } },
    { headers: { ...signed().headers, 'x-rose-nonce': `${id}.another` } },
    { headers: { ...signed().headers, host: 'blog.rose.localhost:4444' } },
    { method: 'POST' },
  ]) {
    const { status, text } = await sendRaw(house.port, { ...signed(), ...changed });
    expect(status, JSON.stringify(changed)).toBeGreaterThanOrEqual(400);
    expect(text).not.toContain('menu</a>');
  }
});
