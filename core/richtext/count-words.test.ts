import { expect, test } from 'vitest';
import { countWords, toReadingMinutes } from './count-words.ts';

const text = (words: string) => ({ type: 'text', text: words });
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children });
const block = (fields: object) => ({ type: 'block', fields });
const body = (...children: unknown[]) => ({ root: { type: 'root', children } });

test('words in marks, links, lists and cards are counted', () => {
  expect(countWords(body(paragraph(text('One two'), text('three'), text(' four'))))).toBe(3);
  expect(countWords(body(paragraph(text('See '), { type: 'link', children: [text('this page')] }, text('.'))))).toBe(4);
  expect(
    countWords(
      body({
        type: 'list',
        children: [
          { type: 'listitem', children: [text('a b')] },
          { type: 'listitem', children: [text('c')] },
        ],
      }),
    ),
  ).toBe(3);
  expect(countWords(body(block({ blockType: 'html', html: '<p class="a b">One<br>two</p>' })))).toBe(2);
  expect(countWords(body(block({ blockType: 'callout', backgroundColor: 'blue sky', text: body(paragraph(text('One two'))) })))).toBe(2);
});

test('what is no body has no words, and reading takes a minute at least', () => {
  expect(countWords(null)).toBe(0);
  expect(countWords(body())).toBe(0);
  expect([0, 230, 345, 2300].map(toReadingMinutes)).toEqual([1, 1, 2, 10]);
});
