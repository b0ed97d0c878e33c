import { expect, test } from 'vitest';
import { splitAtPaywall, toPublicBody } from './paywall.ts';
import { toText } from './to-text.ts';
import type { BodyNode } from './types.ts';
import { toBody } from './types.ts';

const paragraph = (words: string): BodyNode => ({
  type: 'paragraph',
  version: 1,
  format: '',
  indent: 0,
  direction: null,
  children: [{ type: 'text', version: 1, text: words, format: 0, detail: 0, mode: 'normal', style: '' }],
});
const block = (blockType: string, fields = {}): BodyNode => ({
  type: 'block',
  version: 2,
  format: '',
  fields: { id: '', blockName: '', blockType, ...fields },
});

test('the marker parts what is public from what is not', () => {
  const { publicBody, gated } = splitAtPaywall(toBody([paragraph('above'), block('paywall'), paragraph('below')]));
  expect([toText(publicBody), toText(gated)]).toEqual(['above', 'below']);
});

test('without a marker nothing of a gated body is public', () => {
  const { publicBody, gated } = splitAtPaywall(toBody([paragraph('all')]));
  expect([toText(publicBody), toText(gated)]).toEqual(['', 'all']);
  expect(toText(toPublicBody(toBody([paragraph('all')]), 'paid'))).toBe('');
});

test('a public body leaves out what guests may not see and what is for mails', () => {
  const body = toBody([
    paragraph('a'),
    block('html', { html: 'closed', shownTo: ['members'] }),
    block('email', { html: 'mail' }),
    block('html', { html: 'open' }),
  ]);
  expect(JSON.stringify(toPublicBody(body, 'public'))).not.toMatch(/closed|mail/);
  expect(toText(toPublicBody(body, 'public'))).toBe('a\nopen');
});
