import { expect, test } from 'vitest';
import { toHtml } from './to-html.ts';
import type { BodyNode } from './types.ts';
import { toBody } from './types.ts';

const element = { version: 1, format: '', indent: 0, direction: null } as const;
const text = (words: string): BodyNode => ({ type: 'text', version: 1, text: words, format: 0, detail: 0, mode: 'normal', style: '' });
const paragraph = (words: string): BodyNode => ({ ...element, type: 'paragraph', children: [text(words)] });
const cell = (words: string, headerState = 0, colSpan = 1): BodyNode => ({
  ...element,
  type: 'tablecell',
  headerState,
  colSpan,
  rowSpan: 1,
  children: [text(words)],
});
const row = (...children: BodyNode[]): BodyNode => ({ ...element, type: 'tablerow', children });
const table: BodyNode = {
  ...element,
  type: 'table',
  children: [row(cell('Crop', 1), cell('kg', 1)), row(cell('Kale', 2), cell('40')), row(cell('none', 0, 2))],
};
const HTML =
  '<thead><tr><th scope="col">Crop</th><th scope="col">kg</th></tr></thead><tbody><tr><th scope="row">Kale</th><td>40</td></tr><tr><td colspan="2">none</td></tr></tbody>';

test('a table has a head, heads of rows, and a frame that scrolls by keyboard', () => {
  expect(toHtml(toBody([table]))).toBe(`<div class="table-scroll" tabindex="0"><table>${HTML}</table></div>`);
});

test.each([
  ['before', [paragraph('Table: What we picked'), table]],
  ['after', [table, paragraph('Table: What we picked')]],
])('a paragraph that says so right %s it is its caption', (_where, nodes) => {
  expect(toHtml(toBody(nodes))).toContain(`<table><caption>What we picked</caption>${HTML}</table></div>`);
  expect(toHtml(toBody(nodes))).not.toContain('Table:');
});

test('away from a table such a paragraph is a paragraph', () => {
  expect(toHtml(toBody([paragraph('Table: legs'), paragraph('x'), table]))).toContain('<p>Table: legs</p>');
});
