import { describe, expect, test } from 'vitest';
import { compileRedirects, type RedirectRule, refuseRedirect } from './redirects.ts';

const rule = (from: string, to: string, more: Partial<RedirectRule> = {}): RedirectRule => ({
  from,
  to,
  permanent: true,
  pattern: false,
  ignoreCase: false,
  ...more,
});
const pattern = (from: string, to: string, more: Partial<RedirectRule> = {}) => rule(from, to, { pattern: true, ...more });
const ask = (rules: readonly RedirectRule[], path: string, search = '') => compileRedirects(rules)(path, search)?.to ?? null;

describe('an old address', () => {
  test.each([
    ['/old-shop/', '/shop/'],
    ['/old-shop', '/shop/'],
    ['/old-shops/', null],
    ['/%C3%A9t%C3%A9/', '/summer/'],
  ])('%s leads to %s', (path, to) => expect(ask([rule('/old-shop/', '/shop/'), rule('/été/', '/summer/')], path)).toBe(to));

  test('keeps what was asked', () => {
    expect(ask([rule('/a/', '/b/')], '/a/', '?x=1&y=2')).toBe('/b/?x=1&y=2');
    expect(ask([rule('/a/', '/b/?z=3#part')], '/a/', '?x=1')).toBe('/b/?z=3&x=1#part');
  });

  test('says whether it is for good', () => {
    expect(compileRedirects([rule('/a/', '/b/', { permanent: false })])('/a/', '')).toEqual({ to: '/b/', permanent: false });
  });
});

describe('a pattern', () => {
  test('puts in what its brackets matched', () => {
    expect(ask([pattern('^/tag/(.*)/amp/?$', '/tag/$1/')], '/tag/soil/amp/')).toBe('/tag/soil/');
    expect(ask([pattern('^/(\\d{4})/(\\w+)$', 'https://old.example/$2?year=$1')], '/2019/frost')).toBe(
      'https://old.example/frost?year=2019',
    );
  });

  test('minds capitals unless told not to', () => {
    expect(ask([pattern('^/OLD/', '/new/')], '/old/x')).toBeNull();
    expect(ask([pattern('^/OLD/', '/new/', { ignoreCase: true })], '/old/x')).toBe('/new/');
  });

  test('cannot be made to lead to another host', () => {
    expect(ask([pattern('^/go(.*)$', '/$1')], '/go//evil.example/')).toBe('/evil.example/');
    expect(ask([pattern('^/go(.*)$', '/$1')], '/go\\evil.example')).toBe('/evil.example');
  });

  test('answers at once, whatever somebody wrote', () => {
    expect(ask([pattern('^/(a+)+$', '/x/')], `/${'a'.repeat(20_000)}!`)).toBeNull();
  });
});

describe('an address that can be sent as it is', () => {
  test.each<[string, RedirectRule, string, string]>([
    ['letters of other scripts', rule('/a/', '/čaj/жито/#část'), '/a/', '/%C4%8Daj/%D0%B6%D0%B8%D1%82%D0%BE/#%C4%8D%C3%A1st'],
    ['a host of other letters', rule('/a/', 'https://kožušník.example/č?q=ž'), '/a/', 'https://xn--kounk-2sa42fug.example/%C4%8D?q=%C5%BE'],
    ['a line break', rule('/a/', '/b/\r\nX-Evil: 1'), '/a/', '/b/X-Evil:%201'],
    ['no other host by way of a tab', pattern('^/old/(.*)$', '/$1'), '/old/%09/evil.example/', '/evil.example/'],
    ['what is encoded already', rule('/a/', '/%C4%8Daj/50%25/'), '/a/', '/%C4%8Daj/50%25/'],
    ['what a pattern’s brackets matched', pattern('^/old/(.*)$', '/new/$1'), '/old/%C4%8Daj%2Fb%3Fc/50%25', '/new/%C4%8Daj%2Fb%3Fc/50%25'],
    ['a pattern in the letters of its editor', pattern('^/čaj/(\\p{L}+)/$', '/tea/$1/'), '/%C4%8Daj/zelen%C3%BD/', '/tea/zelen%C3%BD/'],
  ])('%s', (_, one, path, to) => {
    const found = ask([one], path);
    expect(found).toBe(to);
    expect(new Response(null, { status: 301, headers: { location: found ?? '' } }).headers.get('location')).toBe(to);
  });

  test('a rule with a sign for per cent is found as before', () => {
    expect(ask([rule('/50%/', '/half/')], '/50%25/')).toBe('/half/');
    expect(ask([rule('/a/', '/b/')], '/%ff%/')).toBeNull();
  });
});

test('the first that matches is taken', () => {
  expect(ask([pattern('^/a/', '/one/'), rule('/a/b/', '/two/')], '/a/b/')).toBe('/one/');
  expect(ask([rule('/a/b/', '/two/'), pattern('^/a/', '/one/')], '/a/b/')).toBe('/two/');
  expect(ask([pattern('(', '/broken/'), rule('/a/', '/two/')], '/a/')).toBe('/two/');
});

test('a chain that comes back leads nowhere', () => {
  expect(ask([rule('/a/', '/b/'), rule('/b/', '/a/')], '/a/')).toBeNull();
  expect(ask([rule('/a/', '/b/'), rule('/b/', '/c/')], '/a/')).toBe('/b/');
});

describe('refused with a sentence', () => {
  test.each<[string, RedirectRule, readonly RedirectRule[], RegExp]>([
    ['one to itself', rule('/a/', '/a'), [], /itself/],
    ['a ring of two', rule('/a/', '/b/'), [rule('/b/', '/a/')], /round for ever/],
    ['a ring by a pattern', rule('/b/', '/a/1/'), [pattern('^/a/.*', '/b/')], /round for ever/],
    ['a pattern that matches its target', pattern('/shop', '/shop/new/'), [], /round for ever/],
    ['a look ahead', pattern('^/a(?=b)', '/b/'), [], /look ahead or behind/],
    ['a look behind', pattern('(?<!a)b', '/c/'), [], /look ahead or behind/],
    ['a reference back', pattern('^/(a)\\1', '/b/'), [], /refer back/],
    ['an open bracket', pattern('^/(a', '/b/'), [], /not closed/],
    ['a bracket that is not there', pattern('^/a/(.*)$', '/b/$2'), [], /only 1/],
    ['an address that is no path', rule('old-shop', '/b/'), [], /Begin with/],
  ])('%s', (_, wrong, others, sentence) => expect(refuseRedirect(wrong, others)).toMatch(sentence));

  test.each<[RedirectRule]>([[rule('/a/', '/b/')], [pattern('^/tag/(.*)/amp$', '/tag/$1/')], [rule('/a/', 'https://a.example/a/')]])(
    'not %j',
    (good) => expect(refuseRedirect(good, [rule('/x/', '/y/')])).toBeNull(),
  );
});
