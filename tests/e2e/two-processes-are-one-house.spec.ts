import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { choosePort } from '../../server/port.ts';
import { createTestDatabase } from '../integration/harness.ts';
import { type Started, start } from '../integration/processes.ts';
import { hasRedis, NO_REDIS, startRedis } from '../integration/redis.ts';

const DOMAIN = 'coop.example';
const EDITOR = { email: 'editor@coop.example', password: 'roses are ash, say the tests' };

interface Process {
  readonly program: Started;
  /** The body of a page; asks this process, whatever the host. */
  get(host: string, path: string): Promise<{ status: number; text: string }>;
  post(host: string, path: string, body: unknown, token?: string): Promise<{ status: number; text: string }>;
  patch(host: string, path: string, body: unknown, token: string): Promise<{ status: number; text: string }>;
}

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** One operating-system process with some of the roles, as one container of docker-compose.yml is. */
async function startRoles(roles: string, shared: Record<string, string>): Promise<Process> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rose-two-'));
  const port = await choosePort(0);
  const program = start([process.execPath, 'rose.mjs', 'start'], {
    env: {
      PATH: String(process.env.PATH),
      HOME: String(process.env.HOME),
      ROSE_DATA: dataDir,
      PORT: String(port),
      ROSE_ROLES: roles,
      ...shared,
    },
  });
  undo.push(async () => {
    program.child.kill('SIGTERM');
    await program.ended;
    await rm(dataDir, { recursive: true, force: true });
  });
  await program.said('First editor');
  const ask = (method: string, host: string, target: string, body?: unknown, token?: string) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const headers = {
        host: `${host}.${DOMAIN}`,
        accept: 'text/html, application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `JWT ${token}` } : {}),
      };
      const asked = request({ host: '127.0.0.1', port, path: target, method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      });
      asked.on('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  return {
    program,
    get: (host, target) => ask('GET', host, target),
    post: (host, target, body, token) => ask('POST', host, target, body, token),
    patch: (host, target, body, token) => ask('PATCH', host, target, body, token),
  };
}

/** Asks again until the page holds the words; answers the last page either way. */
async function until(look: () => Promise<{ text: string }>, words: string): Promise<string> {
  let text = '';
  for (let tries = 0; tries < 100; tries += 1) {
    ({ text } = await look());
    if (text.includes(words)) break;
    await sleep(200);
  }
  return text;
}

describe.each([
  ['over Redis', true],
  ['over Postgres alone', false],
])('two processes %s', (_, withRedis) => {
  test('fill each other’s pages, hear of each other’s changes, and outlive a kill -9', async ({ skip }) => {
    if (withRedis && !hasRedis) return skip(NO_REDIS);
    const database = await createTestDatabase();
    undo.push(database.drop);
    const redis = withRedis ? await startRedis() : null;
    if (redis) undo.push(() => redis.stop());
    const shared = {
      DATABASE_URL: database.databaseUrl,
      ROSE_DOMAIN: DOMAIN,
      ROSE_PUBLIC_SCHEME: 'https',
      ROSE_SECRET: 'a secret of the tests that is long enough',
      ROSE_ADMIN_EMAIL: EDITOR.email,
      ROSE_ADMIN_PASSWORD: EDITOR.password,
      ...(redis ? { REDIS_URL: redis.url } : {}),
    };
    const front = await startRoles('blog,market,events', shared);
    const back = await startRoles('cms,worker,cart,account,federation', shared);

    // Basket and sign-in belong to sites of the other process; so does the menu to the first.
    expect(await until(() => front.get('blog', '/'), '/sign-in')).toContain('/sign-in');
    expect(await until(() => back.get('account', '/'), 'class="menu"')).toContain('class="menu"');
    expect((await back.get('blog', '/')).status, 'a site that does not run here is not answered here').toBeGreaterThanOrEqual(400);

    const signedIn = await back.post('cms', '/api/users/login', EDITOR);
    const { token } = JSON.parse(signedIn.text) as { token: string };
    const made = await back.post('cms', '/api/posts', { title: 'Two rooms', slug: '', visibility: 'public', _status: 'published' }, token);
    expect(made.status).toBe(201);
    const { doc } = JSON.parse(made.text) as { doc: { id: string } };
    expect(await until(() => front.get('blog', '/two-rooms/'), 'Two rooms')).toContain('Two rooms');

    await back.patch('cms', `/api/posts/${doc.id}`, { title: 'Two rooms, one house' }, token);
    expect(await until(() => front.get('blog', '/two-rooms/'), 'one house')).toContain('one house');

    // The worker dies in the middle of its work; what was written is handled by the next one.
    await back.patch('cms', `/api/posts/${doc.id}`, { title: 'Two rooms, after all' }, token);
    back.program.child.kill('SIGKILL');
    await back.program.ended;
    expect((await front.get('blog', '/two-rooms/')).status).toBe(200);
    await startRoles('cms,worker,cart,account,federation', shared);
    expect(await until(() => front.get('blog', '/two-rooms/'), 'after all')).toContain('after all');
  }, 400_000);
});
