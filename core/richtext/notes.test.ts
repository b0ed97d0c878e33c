import { expect, test } from 'vitest';
import { toHtml } from './to-html.ts';
import { toText } from './to-text.ts';
import type { BodyNode } from './types.ts';
import { toBody } from './types.ts';

const element = { version: 1, format: '', indent: 0, direction: null } as const;
const text = (words: string): BodyNode => ({ type: 'text', version: 1, text: words, format: 0, detail: 0, mode: 'normal', style: '' });
const paragraph = (...children: BodyNode[]): BodyNode => ({ ...element, type: 'paragraph', children });
const note = (words: string): BodyNode => ({
  type: 'inlineBlock',
  version: 1,
  fields: { id: words, blockName: '', blockType: 'footnote', text: toBody([paragraph(text(words))]) },
});
const markdown = (words: string): BodyNode => ({
  type: 'block',
  version: 2,
  format: '',
  fields: { id: 'm', blockName: '', blockType: 'markdown', markdown: words },
});

test('a note is a number in the text and a line at the end, each leads to the other', () => {
  expect(toHtml(toBody([paragraph(text('a'), note('said')), paragraph(text('b'))]))).toBe(
    '<p>a<sup class="footnote-ref"><a id="note-mark-1" href="#note-1" role="doc-noteref" aria-label="Note 1">1</a></sup></p><p>b</p>' +
      '<section class="footnotes" role="doc-endnotes" aria-label="Notes"><p class="notes-title">Notes</p><ol>' +
      '<li id="note-1">said <a class="footnote-backref" href="#note-mark-1" role="doc-backlink" aria-label="Back to the text of note 1">↩</a></li></ol></section>',
  );
});

test('notes of the text and of Markdown share one list, in the order of their marks', () => {
  const body = toBody([
    paragraph(text('a'), note('one')),
    markdown('b[^x] c[^y] d[^x]\n\n[^y]: three\n[^x]: *two*'),
    paragraph(text('e'), note('four')),
  ]);
  const html = toHtml(body);
  expect(html.match(/<li id="note-\d">.*?(?= <a class)/g)).toEqual([
    '<li id="note-1">one',
    '<li id="note-2"><em>two</em>',
    '<li id="note-3">three',
    '<li id="note-4">four',
  ]);
  const ids = html.match(/ id="[^"]+"/g) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  expect(html.match(/>2<\/a><\/sup>/g)).toHaveLength(2);
  for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${target}"`);
});

test('notes are in feeds and mails too, and several bodies can share a page', () => {
  const body = toBody([paragraph(text('a'), note('said'))]);
  for (const kind of ['feed', 'mail', 'fediverse'] as const) expect(toHtml(body, { kind })).toContain('<li id="note-1">said');
  expect(toHtml(body, { idPrefix: 'second-' })).toContain('href="#second-note-1"');
});

test('nobody can write a note’s mark into Markdown by hand', () => {
  expect(toHtml(toBody([markdown('a \ue000note1\ue001 b')]))).not.toContain('note-1');
});

test('the words of a note are found by a search', () => {
  expect(toText(toBody([paragraph(text('a'), note('said'), text(' b'))]))).toBe('a b\nsaid');
});
