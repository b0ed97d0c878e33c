import { expect, test } from 'vitest';
import { toLinkWords } from './link-words.ts';

test.each([
  ['https://www.example.org/', 'example.org'],
  ['https://social.example/@nell/', 'social.example/@nell'],
  ['mailto:nell@example.org', 'nell@example.org'],
  ['nowhere', 'nowhere'],
])('%s is said as %s', (url, words) => expect(toLinkWords(url)).toBe(words));
