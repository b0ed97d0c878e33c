import { once } from 'node:events';
import http, { type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { LIMITS } from '../../core/media-kinds.ts';
import { allowLongBody, boundBody, LONGEST_BODY_MS } from './slow-bodies.ts';

const LONG_MS = 60_000;
let server: Server;
afterEach(() => server.closeAllConnections());

async function listen(handler: RequestListener): Promise<number> {
  server = http.createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A form that is sent piece by piece until it is answered or cut off. */
function trickle(port: number, everyMs: number) {
  const request = http.request({ port, host: '127.0.0.1', method: 'POST', agent: false });
  request.write('a');
  const timer = setInterval(() => request.write('a'), everyMs);
  for (const over of ['close', 'prefinish']) request.once(over, () => clearInterval(timer));
  return request;
}

test('a body that takes too long is refused, though it never rests', async () => {
  const port = await listen((req, res) => {
    boundBody(req, res, { soonMs: 50, idleMs: LONG_MS });
    req.resume();
  });
  const request = trickle(port, 5);
  request.on('error', () => {});
  const [response]: [IncomingMessage] = (await once(request, 'response')) as [IncomingMessage];
  expect([response.statusCode, response.headers.connection]).toEqual([408, 'close']);
});

test('a body that stands still is cut off', async () => {
  const port = await listen((req, res) => {
    boundBody(req, res, { soonMs: LONG_MS, idleMs: 50 });
    allowLongBody(req);
    req.resume();
  });
  const [error] = await once(trickle(port, LONG_MS), 'error');
  expect(error).toMatchObject({ code: 'ECONNRESET' });
});

test('one that was let through takes longer', async () => {
  const port = await listen((req, res) => {
    boundBody(req, res, { soonMs: 30, idleMs: LONG_MS });
    allowLongBody(req);
    req.resume().once('end', () => res.end('kept'));
  });
  const request = trickle(port, 10);
  setTimeout(() => request.end(), 200);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(await text(response)).toBe('kept');
});

test('an answer has all the time that it needs', async () => {
  const port = await listen((req, res) => {
    boundBody(req, res, { soonMs: 200, idleMs: 200 });
    req.resume().once('end', () => setTimeout(() => res.end('made'), 500));
  });
  const request = http.request({ port, host: '127.0.0.1', method: 'POST', agent: false }).end('all of it');
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(await text(response)).toBe('made');
});

test('the largest film passes at a megabit a second', () => {
  expect((LONGEST_BODY_MS / 1000) * (1_000_000 / 8)).toBeGreaterThanOrEqual(LIMITS.film);
});
