import { describe, expect, test } from 'vitest';
import { isFormerAddress, toPermalink, toPossibleSlugs, toSegments } from './permalinks.ts';

const post = { slug: 'what-the-frost-left-us', publishedAt: '2026-12-31T23:30:00.000Z', author: 'nell', primaryTag: 'growing' };
const at = (permalink: string, timeZone = 'Europe/London') => toPermalink(post, { permalink, timeZone });

describe('the address of a post', () => {
  test.each([
    ['/{slug}/', '/what-the-frost-left-us/'],
    ['/{year}/{month}/{day}/{slug}/', '/2026/12/31/what-the-frost-left-us/'],
    ['/{author}/{slug}/', '/nell/what-the-frost-left-us/'],
    ['/{primary_tag}/{slug}/', '/growing/what-the-frost-left-us/'],
    ['/journal/{slug}/', '/journal/what-the-frost-left-us/'],
  ])('%s', (permalink, path) => expect(at(permalink)).toBe(path));

  test('is dated by the calendar on the wall', () => {
    expect(at('/{year}/{month}/{day}/{slug}/', 'Europe/Berlin')).toBe('/2027/01/01/what-the-frost-left-us/');
    expect(at('/{year}/{month}/{slug}/', 'America/Los_Angeles')).toBe('/2026/12/what-the-frost-left-us/');
  });

  test('has a word where there is no tag or author', () => {
    const bare = { ...post, author: null, primaryTag: null };
    expect(toPermalink(bare, { permalink: '/{author}/{primary_tag}/{slug}/', timeZone: 'UTC' })).toBe('/all/all/what-the-frost-left-us/');
  });

  test('is written so that every script can stand in it', () => {
    expect(toPermalink({ ...post, slug: 'été/1' }, { permalink: '/{year}/{slug}/', timeZone: 'UTC' })).toBe('/2026/%C3%A9t%C3%A9%2F1/');
  });
});

test.each<[string, readonly string[] | null]>([
  ['/a/b/', ['a', 'b']],
  ['/', null],
  ['/%E0%A4%A/', null],
  ['/a/b/c/d/e/f/g/h/i/', null],
])('%s has the segments %j', (path, segments) => expect(toSegments(path)).toEqual(segments));

test('the slug is sought where the rule has it, then at the end', () => {
  expect(toPossibleSlugs(['frost', '2026'], { permalink: '/{slug}/{year}/' })).toEqual(['frost', '2026']);
  expect(toPossibleSlugs(['2026', 'frost'], { permalink: '/{slug}/' })).toEqual(['frost']);
});

describe('an address that a post may have had', () => {
  const known = { authors: ['nell'], tags: ['growing'] };
  const was = (path: string, permalink = '/{slug}/') => isFormerAddress(toSegments(path) ?? [], 'frost', known, { permalink });
  test.each(['/frost/', '/2026/12/31/frost/', '/nell/frost/', '/growing/frost/', '/all/frost/', '/frost/2026/'])('%s', (path) => {
    expect(was(path)).toBe(true);
  });
  test('with the words of the rule', () => expect(was('/journal/frost/', '/journal/{slug}/')).toBe(true));
  test.each(['/elsewhere/frost/', '/tomas/frost/', '/2026123/frost/', '/frost/frosty/', '/other/'])('but not %s', (path) => {
    expect(was(path)).toBe(false);
  });
});
