import { expect, test } from 'vitest';
import { splitSlots } from './slots.ts';

const split = (html: string) => {
  const { segments, slots } = splitSlots(Buffer.from(html));
  return { segments: segments.map(String), slots };
};

test('a page without slots is one segment', () => {
  expect(split('<p>Hello</p>')).toEqual({ segments: ['<p>Hello</p>'], slots: [] });
});

test('slots are cut out whole, with their parameters unescaped', () => {
  expect(split('a<rose-slot type="nav-tree"></rose-slot>é<rose-slot type="link-card" params="id=1&amp;variant=full"></rose-slot>')).toEqual(
    {
      segments: ['a', 'é', ''],
      slots: [
        { type: 'nav-tree', params: '' },
        { type: 'link-card', params: 'id=1&variant=full' },
      ],
    },
  );
});

test.each([
  '<rose-slot type="nav-tree">words</rose-slot>',
  '<rose-slot type="Nav"></rose-slot>',
  '<rose-slot type="a" onclick="x"></rose-slot>',
  '&lt;rose-slot type="nav-tree"&gt;&lt;/rose-slot&gt;',
])('%s is no slot', (html) => {
  expect(split(html)).toEqual({ segments: [html], slots: [] });
});
