import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom, hostile, type Request, sendRaw } from './hostile.ts';

const good: Request = {
  method: 'POST',
  path: '/inbox',
  headers: { host: 'x', 'content-type': 'application/json' },
  body: '{"id":"a","n":1}',
};
let server: http.Server;
let port = 0;
beforeAll(async () => {
  server = http.createServer((req, res) => {
    let body = '';
    req.on('data', (chunk) => (body += chunk));
    req.on('end', () => res.writeHead(200).end(JSON.parse(body).id));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('the same seed gives the same stream, another one another', () => {
  const take = (seed: number) => {
    const stream = hostile(good, createRandom(seed));
    return Array.from({ length: 30 }, () => JSON.stringify(stream.next().value));
  };
  expect(take(7)).toEqual(take(7));
  expect(take(7)).not.toEqual(take(8));
  expect(new Set(take(7)).size).toBeGreaterThan(20);
});

test('a good request arrives whole', async () => {
  expect(await sendRaw(port, good)).toMatchObject({ status: 200, text: expect.stringContaining('\r\n\r\n') });
});

test('a server that cannot bear the stream is found out', async () => {
  // This one parses whatever comes: the first body that is no JSON throws out of its handler.
  const died = new Promise<unknown>((resolve) => {
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', (error) => {
      for (const listener of listeners) process.on('uncaughtException', listener);
      resolve(error);
    });
  });
  void sendRaw(port, { ...good, body: '{"id":' }, { ms: 1000 }).catch(() => {});
  expect(await died).toBeInstanceOf(SyntaxError);
});
