import { element } from '../html.ts';
import { textOf } from './fields.ts';
import { toText } from './to-text.ts';
import type { BodyNode, ParagraphNode, TableCellNode, TableNode } from './types.ts';
import { childrenOf } from './types.ts';

/** Lexical's bits of a cell: head of its column, head of its row. */
const HEADS_COLUMN = 1;
const HEADS_ROW = 2;

/**
 * The paragraph beside a table that is its caption: one that begins with `Table:`, right before it or right after it, as
 * in Pandoc's Markdown. Payload's tables have no place for one.
 */
export function findCaption(nodes: readonly BodyNode[], at: number): ParagraphNode | null {
  if (nodes[at]?.type !== 'table') return null;
  return [nodes[at - 1], nodes[at + 1]].find(isCaption) ?? null;
}

/** Whether a paragraph is shown as the caption of the table beside it, and not by itself. */
export function isCaptionOf(nodes: readonly BodyNode[], at: number): boolean {
  const node = nodes[at];
  return isCaption(node) && [at - 1, at + 1].some((beside) => findCaption(nodes, beside) === node);
}

/** A table that scrolls by itself when it is too wide; rows in which every cell heads its column are its head. */
export function renderTable(table: TableNode, caption: ParagraphNode | null, render: (nodes: readonly BodyNode[]) => string): string {
  const rows = childrenOf(table).filter((row) => row.type === 'tablerow');
  const first = rows.findIndex((row) => !isHead(row));
  const heads = first < 0 ? (rows.length > 1 ? rows.length : 0) : first;
  const toRows = (some: readonly BodyNode[]) =>
    some
      .map((row) =>
        element(
          'tr',
          {},
          childrenOf(row)
            .map((cell) => toCell(cell, render))
            .join(''),
        ),
      )
      .join('');
  const content =
    (caption ? element('caption', {}, render(withoutWord(caption))) : '') +
    (heads > 0 ? element('thead', {}, toRows(rows.slice(0, heads))) : '') +
    (heads < rows.length ? element('tbody', {}, toRows(rows.slice(heads))) : '');
  return toScroller(element('table', {}, content));
}

/** A frame for a table that people reach by the keyboard when it scrolls. */
export function toScroller(table: string): string {
  return element('div', { class: 'table-scroll', tabindex: 0 }, table);
}

function toCell(cell: BodyNode, render: (nodes: readonly BodyNode[]) => string): string {
  if (cell.type !== 'tablecell') return element('td', {}, render([cell]));
  const span = (value: number | undefined) => (value && value > 1 ? value : null);
  const spans = { colspan: span(cell.colSpan), rowspan: span(cell.rowSpan) };
  const content = render(childrenOf(cell));
  const scope = scopeOf(cell);
  return scope ? element('th', { ...spans, scope }, content) : element('td', spans, content);
}

function scopeOf({ headerState = 0 }: TableCellNode): 'col' | 'row' | null {
  if (headerState & HEADS_COLUMN) return 'col';
  return headerState & HEADS_ROW ? 'row' : null;
}

function isHead(row: BodyNode): boolean {
  const cells = childrenOf(row);
  return cells.length > 0 && cells.every((cell) => cell.type === 'tablecell' && scopeOf(cell) === 'col');
}

function isCaption(node: BodyNode | undefined): node is ParagraphNode {
  return node?.type === 'paragraph' && /^Table:\s*\S/.test(toText({ root: { ...node, type: 'root' } }));
}

function withoutWord(caption: ParagraphNode): BodyNode[] {
  const [first, ...rest] = caption.children;
  if (first?.type !== 'text') return [...caption.children];
  return [{ ...first, text: textOf(first.text).replace(/^\s*Table:\s*/, '') }, ...rest];
}
