import path from 'node:path';
import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toPreviewPath } from '../../core/preview-links.ts';
import { sign } from '../../core/signing.ts';
import { createSecrets } from '../../platform/secrets.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { createKeys } from '../../plugins/activitypub/keys.ts';
import { type IdentityHouse, openIdentityHouse } from './identity-house.ts';
import { type Started, start } from './processes.ts';

const NEXT = 'the next secret of the tests, long enough';
const PASSWORD = 'correct horse battery';

let house: IdentityHouse;
let running: Started | undefined;
beforeAll(async () => {
  house = await openIdentityHouse();
});
afterAll(async () => {
  await stop();
  await house?.close();
});

/** Starts the house anew where the first one was. */
async function restart(secrets: Record<string, string>): Promise<void> {
  await stop();
  running = start([process.execPath, path.join(import.meta.dirname, 'secret-child.ts')], {
    env: {
      PATH: String(process.env.PATH),
      NODE_ENV: 'test',
      ROSE_ROOT: house.env.root,
      ROSE_DATA: house.env.dataDir,
      DATABASE_URL: house.databaseUrl,
      PORT: String(house.port),
      ROSE_TRUSTED_PROXIES: '127.0.0.1',
      ...secrets,
    },
  });
  await running.said('open');
}

async function stop(): Promise<void> {
  running?.child.kill('SIGTERM');
  await running?.ended;
  running = undefined;
}

const listSealed = async () => {
  const { rows } = await toExecutor(house.payload).execute<{ sealed: string }>(
    sql`select private_sealed as sealed from activitypub_keys union all select sealed from oidc_keys`,
  );
  return rows.map(({ sealed }) => sealed);
};

test('the secret changes, the house starts anew, and nobody notices; without the old one, what it signed is void', async () => {
  const { payload, env } = house;
  const before = env.secret;
  const member = house.browser();
  await house.signIn(member, 'member@example.org');
  // Somebody is between the mail and the click.
  const between = house.browser();
  const page = await between.open(house.at('account', '/sign-in?return=%2F'));
  const link = await house.askForLink(between, page, 'between@example.org');
  // An editor is in the admin, and has sent a preview to somebody.
  const editor = await payload.create({
    collection: 'users',
    data: { email: 'editor@example.org', password: PASSWORD, name: 'Ed', slug: '', roles: ['editor'], status: 'active' },
  });
  const { token } = await payload.login({ collection: 'users', data: { email: editor.email, password: PASSWORD } });
  const draft = await payload.create({ collection: 'posts', draft: true, data: { title: 'A draft', slug: 'a-draft', _status: 'draft' } });
  const until = Math.floor(Date.now() / 1000) + 3600;
  const preview = toPreviewPath({ kind: 'post', id: draft.id, as: 'visitor', until, switchable: false }, payload.secret);
  const actor = house.at('blog', '/ap/actors/blog');
  const accept = { accept: 'application/activity+json' };
  const publicKey = async () => JSON.parse((await member.get(actor, accept)).body).publicKey.publicKeyPem;
  const firstKey = await publicKey();
  const me = async (cookie: string) =>
    JSON.parse((await member.get(house.at('cms', '/api/users/me'), { cookie, 'sec-fetch-site': 'same-origin' })).body).user;
  const adminCookie = `payload-token=${token}`;
  expect(await me(adminCookie)).toMatchObject({ email: 'editor@example.org' });
  await house.shut();

  await restart({ ROSE_SECRET: NEXT, ROSE_SECRET_PREVIOUS: before });
  expect((await member.get(house.at('account', '/'))).body).toBe('member@example.org');
  await between.get(link);
  const code = new URL(link).searchParams.get('code') ?? '';
  const landed = await between.follow(await between.post(link.split('?')[0] ?? link, { code }));
  expect(landed.body).toBe('between@example.org');
  expect(await me(adminCookie)).toMatchObject({ email: 'editor@example.org' });
  const refreshed = await member.post(house.at('cms', '/api/users/refresh-token'), {}, { cookie: adminCookie });
  const [, newToken = ''] = /payload-token=([^;]+)/.exec(String(refreshed.headers['set-cookie'])) ?? [];
  expect(newToken).not.toBe('');
  expect((await member.get(house.at('blog', preview))).body).toBe('ok');
  expect(await publicKey()).toBe(firstKey);
  expect(await askAsPeer(before)).toBe(200);
  expect(await askAsPeer('a secret that was never one of this house')).toBe(404);

  // What lay sealed was sealed anew, so that the old secret can go.
  const secrets = createSecrets({ secret: NEXT, previous: [before] });
  const sealed = await listSealed();
  expect(sealed.length).toBeGreaterThanOrEqual(4);
  expect(sealed.filter(secrets.isStale)).toEqual([]);

  await restart({ ROSE_SECRET: NEXT });
  expect((await member.get(house.at('account', '/'))).body).toBe('member@example.org');
  expect(await me(`payload-token=${newToken}`)).toMatchObject({ email: 'editor@example.org' });
  expect(await publicKey()).toBe(firstKey);
  await expectToSign();
  // These were signed with a secret of which nobody knows any more.
  expect(await me(adminCookie)).toBeNull();
  expect((await member.get(house.at('blog', preview))).body).toBe('altered');
}, 180_000);

/** A fragment, asked for by another process of ours that has this secret. */
async function askAsPeer(secret: string): Promise<number> {
  const { rows } = await house.payload.db.pool.query<{ id: string }>(
    `select id::text as id from process_peers order by seen_at desc limit 1`,
  );
  const parts = {
    method: 'GET',
    host: house.hostOf('account'),
    path: '/internal/fragments/auth-menu',
    query: '',
    viewer: '',
    time: Date.now(),
    nonce: `${rows[0]?.id}.${crypto.randomUUID()}`,
  };
  const { status } = await house.browser().get(house.at('account', parts.path), {
    'x-rose-viewer': '',
    'x-rose-time': String(parts.time),
    'x-rose-nonce': parts.nonce,
    'x-rose-signature': sign(parts, secret),
  });
  return status;
}

/** The actor's private halves, opened with the new secret alone, fit the public ones that peers remember. */
async function expectToSign(): Promise<void> {
  const words = new TextEncoder().encode('words');
  const pairs = await createKeys({ payload: house.payload, secrets: createSecrets({ secret: NEXT }) })();
  expect(pairs).toHaveLength(2);
  for (const { privateKey, publicKey } of pairs) {
    const signature = await crypto.subtle.sign(privateKey.algorithm.name, privateKey, words);
    expect(await crypto.subtle.verify(publicKey.algorithm.name, publicKey, signature, words)).toBe(true);
  }
}
