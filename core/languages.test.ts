import { expect, test } from 'vitest';
import { toLanguage } from './languages.ts';

test.each([
  ['cy', { lang: 'cy', dir: 'ltr' }],
  ['ar', { lang: 'ar', dir: 'rtl' }],
  ['he-IL', { lang: 'he-IL', dir: 'rtl' }],
  ['pt_br', { lang: 'pt-BR', dir: 'ltr' }],
  ['az-Arab', { lang: 'az-Arab', dir: 'rtl' }],
  ['ur', { lang: 'ur', dir: 'rtl' }],
  ['not a tag', null],
  ['', null],
  [null, null],
])('%s', (tag, language) => expect(toLanguage(tag)).toEqual(language));
