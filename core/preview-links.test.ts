import { expect, test } from 'vitest';
import { type PreviewLink, readPreviewLink, toPreviewPath } from './preview-links.ts';

const SECRET = 'a secret of the tests that is long enough';
const link: PreviewLink = { kind: 'post', id: 'a-1', as: 'member', until: 2_000_000_000, switchable: false };

function read(path: string, { now = 1_900_000_000, secrets = [SECRET] } = {}) {
  const url = new URL(path, 'http://blog.example.org');
  const [, , kind = '', id = ''] = url.pathname.split('/');
  return readPreviewLink({ kind, id: decodeURIComponent(id), query: url.searchParams, now }, secrets);
}

test('what was written is read again', () => {
  expect(read(toPreviewPath(link, SECRET))).toEqual({ type: 'good', link });
  const own = { ...link, kind: 'page', switchable: true } as const;
  expect(read(toPreviewPath(own, SECRET))).toEqual({ type: 'good', link: own });
});

test('no part can be altered', () => {
  const path = toPreviewPath(link, SECRET);
  for (const [from, to] of [
    ['as=member', 'as=paid'],
    ['until=2000000000', 'until=2000000001'],
    ['/post/', '/page/'],
    ['/a-1/', '/a-2/'],
    ['signature=', 'switch=yes&signature='],
    ['signature=', 'signature=x'],
    [/signature=.*/, ''],
    ['until=2000000000', 'until=2e9'],
    ['as=member', 'as=staff'],
  ] as const) {
    const altered = path.replace(from, to);
    expect(altered).not.toBe(path);
    expect(read(altered), altered).toEqual({ type: 'altered' });
  }
  expect(read(path, { secrets: [`${SECRET}.`] })).toEqual({ type: 'altered' });
});

test('a link made with the secret before is still good', () => {
  expect(read(toPreviewPath(link, 'the one before'), { secrets: [SECRET, 'the one before'] }).type).toBe('good');
});

test('it ends', () => {
  expect(read(toPreviewPath(link, SECRET), { now: 2_000_000_000 }).type).toBe('good');
  expect(read(toPreviewPath(link, SECRET), { now: 2_000_000_001 })).toEqual({ type: 'expired' });
});
