import { generateCryptoKeyPair, MemoryKvStore } from '@fedify/fedify';
import { expect, test } from 'vitest';
import { createClient, type Post, toRetryAt } from './client.ts';

const pair = await generateCryptoKeyPair('RSASSA-PKCS1-v1_5');
const inbox = 'https://peer.example/inbox';

/** A peer that answers in turn; the schemes it was knocked at with are written down. */
function open(answers: readonly number[]) {
  const knocks: string[] = [];
  const post: Post = async (_url, { headers }) => {
    const status = answers[knocks.length] ?? 500;
    knocks.push('signature-input' in headers ? 'rfc9421' : 'draft-cavage');
    return { status, retryAfter: status === 429 ? '60' : null, text: 'because' };
  };
  const kv = new MemoryKvStore();
  const client = createClient({ keys: async () => [pair], originOf: (site) => `https://${site}.example`, kv, post });
  return { knocks, deliver: () => client.deliver({ site: 'blog', inbox, body: { id: 'https://blog.example/1' } }) };
}

test('the older signature first, the newer when that is refused, and then what worked', async () => {
  const peer = open([401, 202, 202]);
  expect(await peer.deliver()).toEqual({ type: 'delivered', status: 202 });
  await peer.deliver();
  expect(peer.knocks).toEqual(['draft-cavage', 'rfc9421', 'rfc9421']);
});

test('trouble at the peer is no reason for another signature', async () => {
  const peer = open([500, 500]);
  expect(await peer.deliver()).toEqual({ type: 'failed', status: 500, reason: 'HTTP 500 because' });
  expect(peer.knocks).toEqual(['draft-cavage']);
});

test('refused twice, the first answer counts', async () => {
  expect(await open([403, 401]).deliver()).toMatchObject({ type: 'failed', status: 403 });
});

test('404 and 410 mean that there is no such inbox', async () => {
  expect(await open([404]).deliver()).toEqual({ type: 'gone', status: 404 });
  expect(await open([410]).deliver()).toEqual({ type: 'gone', status: 410 });
});

test('RFC 9110 §10.2.3: Retry-After is seconds or a date', async () => {
  expect(await open([429]).deliver()).toMatchObject({ type: 'failed', retryAt: expect.any(Date) });
  const now = Date.parse('2026-11-24T08:00:00Z');
  expect(toRetryAt('90', now)?.toISOString()).toBe('2026-11-24T08:01:30.000Z');
  expect(toRetryAt('Tue, 24 Nov 2026 09:00:00 GMT', now)?.toISOString()).toBe('2026-11-24T09:00:00.000Z');
  expect(toRetryAt('soon', now)).toBeNull();
});

test('a peer that cannot be reached is a failure, not an error', async () => {
  const post: Post = async () => {
    throw new Error('connection refused');
  };
  const client = createClient({ keys: async () => [pair], originOf: () => 'https://blog.example', kv: new MemoryKvStore(), post });
  expect(await client.deliver({ site: 'blog', inbox, body: {} })).toEqual({ type: 'failed', status: null, reason: 'connection refused' });
});
