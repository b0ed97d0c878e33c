import { toPlainText } from '../html.ts';
import { rowsOf, textOf } from './fields.ts';
import type { BlockFields, Body, BodyNode } from './types.ts';
import { childrenOf, isBody } from './types.ts';
import { isShownTo } from './visibility.ts';

/** Fields of blocks that a reader sees as words, in reading order; HTML is read as text. */
const WORDS = [
  'header',
  'subheader',
  'heading',
  'title',
  'description',
  'alt',
  'caption',
  'code',
  'markdown',
  'html',
  'text',
  'content',
  'buttonText',
  'fileTitle',
  'fileCaption',
  'productTitle',
  'productDescription',
  'sponsorLabel',
  'disclaimer',
] as const;

/**
 * The words of a body, one block to a line: for search, excerpts, reading time. Blocks closed to
 * guests and those for mails are left out, so that an index holds public text only.
 */
export function toText(body: Body | null | undefined): string {
  if (!body?.root) return '';
  const lines: string[] = [];
  collect(body.root.children, lines, 0);
  return lines
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

function collect(nodes: readonly BodyNode[], lines: string[], depth: number): void {
  let line = '';
  const notes: BlockFields[] = [];
  const flush = () => {
    if (line) lines.push(line);
    line = '';
  };
  for (const node of nodes) {
    if (node.type === 'text' || node.type === 'tab') line += textOf(node.text);
    else if (node.type === 'linebreak') line += '\n';
    else if (node.type === 'link' || node.type === 'autolink') line += toText({ root: { ...node, type: 'root' } });
    else if (node.type === 'inlineBlock') notes.push(node.fields);
    else if (node.type === 'block') {
      flush();
      if (isShownTo(node, 'guest')) collectBlock(node.fields, lines, depth);
    } else if (depth < 100) {
      flush();
      collect(childrenOf(node), lines, depth + 1);
    }
  }
  flush();
  for (const note of notes) collectBlock(note, lines, depth);
}

function collectBlock(fields: BlockFields, lines: string[], depth: number): void {
  for (const name of WORDS) {
    const value = fields[name];
    if (typeof value === 'string') lines.push(name === 'code' || name === 'markdown' ? value : toPlainText(value));
    else if (depth < 100 && isBody(value)) collect(value.root.children, lines, depth + 1);
  }
  for (const image of rowsOf(fields.images)) {
    lines.push(textOf(image.alt), toPlainText(textOf(image.caption)));
  }
}
