import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPost } from './post.ts';

let asked = 0;
let port = 0;
const server = http.createServer((req, res) => {
  asked += 1;
  if (req.url === '/away') return void res.writeHead(307, { location: '/inbox' }).end();
  res.writeHead(503, { 'retry-after': '120' }).end('x'.repeat(100_000));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const activity = { headers: { 'content-type': 'application/activity+json' }, body: '{}' };

test('an inbox inside the house is not posted to, by number or by name', async () => {
  const post = createPost({ allowPrivateAddress: false });
  const before = asked;
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '10.0.0.1', '169.254.169.254']) {
    await expect(post(`http://${host}:${port}/inbox`, activity)).rejects.toThrow();
  }
  expect(asked).toBe(before);
});

test('the beginning of an answer is enough, and a redirect is an answer', async () => {
  const post = createPost({ allowPrivateAddress: true });
  const answer = await post(`http://127.0.0.1:${port}/inbox`, activity);
  expect(answer).toMatchObject({ status: 503, retryAfter: '120' });
  expect(answer.text).toHaveLength(4096);
  const before = asked;
  expect((await post(`http://127.0.0.1:${port}/away`, activity)).status).toBe(307);
  expect(asked).toBe(before + 1);
});
