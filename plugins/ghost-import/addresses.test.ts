import { expect, test } from 'vitest';
import { createAddressChanger, listFiles } from './addresses.ts';

test('without the old address files stay where the old site had them, links lead here', () => {
  const toOurs = createAddressChanger(null);
  expect(toOurs('<a href="__GHOST_URL__/about/">__GHOST_URL__</a> __GHOST_URL__?x')).toBe('<a href="/about/">/</a> /?x');
  expect(toOurs('__GHOST_URL__/content/images/a.png')).toBe('/content/images/a.png');
  expect(toOurs('https://old.example/about/')).toBe('https://old.example/about/');
});

test('with it, the literal address counts as well, and files keep it', () => {
  const toOurs = createAddressChanger('https://old.example/blog/');
  expect(toOurs('__GHOST_URL__/content/media/a.mp3')).toBe('https://old.example/blog/content/media/a.mp3');
  expect(toOurs('http://old.example/blog/about/ https://old.example/blog')).toBe('/about/ /');
  expect(toOurs('https://old.example/blog/content/images/a.png')).toBe('https://old.example/blog/content/images/a.png');
  expect(toOurs('<img src="/content/images/a.png"> /content/files/b x/content/images/c')).toBe(
    '<img src="https://old.example/blog/content/images/a.png"> https://old.example/blog/content/files/b x/content/images/c',
  );
  expect(toOurs('https://old.example.evil/blog/ https://old.example/blogger')).toBe(
    'https://old.example.evil/blog/ https://old.example/blogger',
  );
});

test('files of the old site are found in any text', () => {
  expect(listFiles('{"src":"/content/images/2026/a.png","b":"<img src=\\"https://x.example/content/media/b.mp3?x\\">"}')).toEqual([
    '/content/images/2026/a.png',
    'https://x.example/content/media/b.mp3',
  ]);
});
