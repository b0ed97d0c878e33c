import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createGuardedFetch } from './guarded-fetch.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: (req: IncomingMessage, res: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  'http://127.0.0.1/',
  'http://localhost/',
  'http://10.1.2.3/',
  'http://192.168.1.1/',
  'http://172.16.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://100.64.0.1/',
  'http://0.0.0.0/',
  'http://[::1]/',
  'http://[fe80::1]/',
  'http://[fd00::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
])('%s leads inside and is refused', async (url) => {
  await expect(createGuardedFetch()(url)).rejects.toMatchObject({ reason: 'address' });
});

test.each(['file:///etc/passwd', 'ftp://example.org/', 'gopher://example.org/', 'not an address'])('%s is not fetched', async (url) => {
  await expect(createGuardedFetch()(url)).rejects.toMatchObject({ reason: 'scheme' });
});

test('an allowed host is fetched; another port of it is not', async () => {
  const host = await serve((req, res) => res.setHeader('x-asked', req.url ?? '').end('hello'));
  const fetch = createGuardedFetch({ allow: [host] });
  expect(await fetch(`http://${host}/a?b=1`)).toMatchObject({
    status: 200,
    url: `http://${host}/a?b=1`,
    body: Buffer.from('hello'),
    headers: { 'x-asked': '/a?b=1' },
  });
  const other = await serve((_req, res) => res.end('secret'));
  await expect(fetch(`http://${other}/`)).rejects.toMatchObject({ reason: 'address' });
});

test('a redirect to the inside is refused at the redirect', async () => {
  const inside = await serve((_req, res) => res.end('secret'));
  const host = await serve((_req, res) => res.writeHead(302, { location: `http://${inside}/` }).end());
  await expect(createGuardedFetch({ allow: [host] })(`http://${host}/`)).rejects.toMatchObject({ reason: 'address' });
});

test('redirects are counted, and credentials stay where they were sent', async () => {
  const seen: (string | undefined)[] = [];
  const second = await serve((req, res) => {
    seen.push(req.headers.authorization, req.headers['x-other']?.toString());
    res.end('there');
  });
  const host = await serve((req, res) => res.writeHead(302, { location: req.url === '/round' ? '/round' : `http://${second}/` }).end());
  const fetch = createGuardedFetch({ allow: [host, second], maxRedirects: 3 });
  await expect(fetch(`http://${host}/round`)).rejects.toMatchObject({ reason: 'redirects' });
  const answer = await fetch(`http://${host}/`, { headers: { authorization: 'Bearer x', 'x-other': 'kept' } });
  expect([answer.url, answer.body.toString()]).toEqual([`http://${second}/`, 'there']);
  expect(seen).toEqual([undefined, 'kept']);
});

test('a POST is not redirected', async () => {
  const host = await serve((_req, res) => res.writeHead(307, { location: '/else' }).end());
  expect((await createGuardedFetch({ allow: [host] })(`http://${host}/`, { method: 'POST', body: 'a' })).status).toBe(307);
});

test('what is too large or too slow is broken off', async () => {
  const large = await serve((_req, res) => {
    res.write(Buffer.alloc(2000));
    res.end(Buffer.alloc(2000));
  });
  await expect(createGuardedFetch({ allow: [large], maxBytes: 3000 })(`http://${large}/`)).rejects.toMatchObject({ reason: 'size' });
  const slow = await serve(() => {});
  await expect(createGuardedFetch({ allow: [slow], timeoutMs: 100 })(`http://${slow}/`)).rejects.toMatchObject({ reason: 'time' });
});
