import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { refuseBadPermalink } from './site-settings.rules.ts';

const judge = (value: string) => refuseBadPermalink(value, {} as never);

test.each(['/{slug}/', '/{year}/{month}/{day}/{slug}/', '/journal/{slug}/', '/{primary_tag}/{slug}/', '/{author}/{slug}/'])(
  '%s will do',
  (value) => {
    expect(judge(value)).toBe(true);
  },
);

test.each([
  ['', 'Begin and end'],
  ['{slug}', 'Begin and end'],
  ['/../{slug}/', 'Begin and end'],
  ['/./{slug}/', 'Begin and end'],
  ['/a b/{slug}/', 'Begin and end'],
  ['/{year}/', 'Use {slug} once'],
  ['/{slug}/{slug}/', 'Use {slug} once'],
  ['/tag/{slug}/', 'under /tag/'],
  ['/preview/{slug}/', 'under /preview/'],
  [`${'/a'.repeat(8)}/{slug}/`, 'At most 8'],
])('%s is refused', (value, sentence) => {
  expect(judge(value)).toContain(sentence);
});

test('no post can stand where the blog has pages of its own, whichever it will have', () => {
  const pages = readdirSync(path.resolve(import.meta.dirname, '../../sites/blog/pages'), { withFileTypes: true });
  const names = pages.flatMap((page) => (page.isDirectory() ? page.name : (/^(?!index)([\w-]+)\.astro$/.exec(page.name)?.[1] ?? [])));
  expect(names).toEqual(expect.arrayContaining(['archive', 'rules', 'search', 'tag']));
  for (const name of names) expect(judge(`/${name}/{slug}/`)).toContain(`under /${name}/`);
});
