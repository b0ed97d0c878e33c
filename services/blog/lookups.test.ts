import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGuardedFetch } from '../../platform/guarded-fetch.ts';
import { readEmbed } from './lookups.embed.ts';
import { readBookmark } from './lookups.page.ts';
import { findProvider } from './lookups.providers.ts';
import { lookUpBookmark, lookUpEmbed } from './lookups.ts';

let server: Server;
let origin = '';
const fetch = (allow: string[] = [new URL(origin).host]) => createGuardedFetch({ allow, timeoutMs: 2000, maxBytes: 100_000 });

const PAGES: Record<string, { type?: string; body: string | Buffer; status?: number }> = {
  '/film': {
    body: `<title>Film</title><link rel="alternate" type="application/json+oembed" href="/oembed?url=film">`,
  },
  '/oembed?url=film': {
    type: 'application/json',
    body: JSON.stringify({
      version: '1.0',
      type: 'video',
      title: 'How to <graft>',
      width: '560',
      height: 315,
      provider_name: 'Films',
      thumbnail_url: 'javascript:alert(1)',
      html: '<iframe width="560" height="315" src="https://films.example/e/1?a=1&amp;b=2" onload="steal()" style="position:fixed"></iframe><script>steal()</script>',
    }),
  },
  '/plain': { body: '<title> A plain   page </title><meta name="description" content="Nothing &amp; more">' },
  '/latin': { type: 'text/html; charset=iso-8859-1', body: Buffer.from('<title>Caf\xe9</title>', 'latin1') },
  '/declared': { body: Buffer.from('<meta charset="windows-1252"><title>\x93Quoted\x94</title>', 'latin1') },
  '/picture': { type: 'image/png', body: 'png' },
  '/gone': { status: 410, body: '' },
};

beforeAll(async () => {
  server = createServer((req, res) => {
    const page = PAGES[req.url ?? ''];
    res.writeHead(page?.status ?? (page ? 200 : 404), { 'content-type': page?.type ?? 'text/html' });
    res.end(page?.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test('a page names its oEmbed document, and only its frame is taken from it', async () => {
  const embed = await lookUpEmbed(fetch(), `${origin}/film`);
  expect(embed).toEqual({
    url: `${origin}/film`,
    title: 'How to <graft>',
    html: '<iframe src="https://films.example/e/1?a=1&amp;b=2" title="How to &lt;graft&gt;" width="560" height="315" allowfullscreen></iframe>',
    embedType: 'video',
    metadata: { type: 'video', provider_name: 'Films', width: 560, height: 315 },
  });
});

test('a page without one is refused with a way on', async () => {
  await expect(lookUpEmbed(fetch(), `${origin}/plain`)).rejects.toThrow(/bookmark/);
});

test('pages are read in their own letters', async () => {
  expect(await lookUpBookmark(fetch(), `${origin}/plain`)).toMatchObject({ title: 'A plain page', description: 'Nothing & more' });
  expect((await lookUpBookmark(fetch(), `${origin}/latin`)).title).toBe('Café');
  expect((await lookUpBookmark(fetch(), `${origin}/declared`)).title).toBe('“Quoted”');
});

test('what is no page, gone, private or no address is refused with a sentence', async () => {
  await expect(lookUpBookmark(fetch(), `${origin}/picture`)).rejects.toThrow(/no page/);
  await expect(lookUpBookmark(fetch(), `${origin}/gone`)).rejects.toThrow(/answered with 410/);
  await expect(lookUpBookmark(fetch([]), `${origin}/plain`)).rejects.toThrow(/may be asked/);
  await expect(lookUpBookmark(fetch([]), 'http://169.254.169.254/latest')).rejects.toThrow(/may be asked/);
  await expect(lookUpBookmark(fetch(), 'file:///etc/passwd')).rejects.toThrow(/no web address/);
});

test('Open Graph goes before plain HTML, addresses become whole, unsafe ones are dropped', () => {
  const html = `<head><title>Plain</title><meta property="og:title" content="From the graph"><meta name="author" content="https://x.example/who">
    <meta property="og:image" content="/cover.jpg"><link rel="shortcut icon" href="data:image/png;base64,AA"><meta property="og:url" content="javascript:x"></head>`;
  expect(readBookmark(html, 'https://www.example.org/a/b')).toEqual({
    url: 'https://www.example.org/a/b',
    title: 'From the graph',
    description: '',
    author: '',
    publisher: 'example.org',
    icon: 'https://www.example.org/favicon.ico',
    thumbnail: 'https://www.example.org/cover.jpg',
  });
});

test('known providers are asked at once', () => {
  expect(findProvider(new URL('https://youtu.be/abc'))).toBe(
    'https://www.youtube.com/oembed?url=https%3A%2F%2Fyoutu.be%2Fabc&format=json&maxwidth=1216',
  );
  expect(findProvider(new URL('https://youtube.com.evil.example/abc'))).toBeNull();
});

test('a widget without a frame keeps its words and loses its script', () => {
  const html =
    '<blockquote class="t"><p>Rain.</p><a href="https://x.com/1">1 May</a></blockquote><script src="https://x.com/w.js"></script>';
  const embed = readEmbed({ type: 'rich', html }, 'https://x.com/1');
  expect(embed?.html).toBe('<blockquote><p>Rain.</p><a href="https://x.com/1">1 May</a></blockquote>');
  expect(readEmbed({ type: 'link' }, 'https://x.com/1')).toBeNull();
  expect(readEmbed({ type: 'photo', url: 'http://x.example/a.png' }, 'https://x.example')).toBeNull();
  expect(readEmbed({ type: 'video', html: '<iframe src="javascript:alert(1)"></iframe>' }, 'https://x.example')).toBeNull();
});
