import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { readHead, wantsPage } from './request-head.ts';

function head(...rawHeaders: string[]) {
  const req = new IncomingMessage(new Socket());
  req.rawHeaders = rawHeaders;
  return readHead(req);
}

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['gzip;q=0', 'identity'],
  ['deflate', 'identity'],
  ['*', 'gzip'],
  ['', 'identity'],
])('accept-encoding %s gets %s', (header, encoding) => {
  expect(head('Accept-Encoding', header).encoding).toBe(encoding);
});

test('names are read in any case; the first Host counts, cookies are joined', () => {
  expect(head('HOST', 'a', 'host', 'b', 'Cookie', 'x=1', 'cookie', 'y=2', 'If-None-Match', '"e"')).toMatchObject({
    host: 'a',
    cookie: 'x=1; y=2',
    ifNoneMatch: '"e"',
    sameSiteVisit: false,
  });
  expect(head('Sec-Fetch-Site', 'same-site', 'Sec-Fetch-Mode', 'navigate').sameSiteVisit).toBe(true);
  expect(head('Sec-Fetch-Site', 'same-site', 'Sec-Fetch-Mode', 'cors').sameSiteVisit).toBe(false);
});

test('who asks for JSON only gets no page', () => {
  expect([undefined, '*/*', 'text/html,application/xhtml+xml', 'application/json, text/html;q=0.1'].every(wantsPage)).toBe(true);
  expect(
    ['application/activity+json', 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"', 'application/json'].some(
      wantsPage,
    ),
  ).toBe(false);
});
