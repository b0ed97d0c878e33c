import { createHash } from 'node:crypto';
import type { Body, BodyNode, HeadingTag, TextNode } from '../core/richtext/types.ts';
import { toBody } from '../core/richtext/types.ts';

const element = { version: 1, format: '', indent: 0, direction: 'ltr' } as const;
const marks = { bold: 1, italic: 2, code: 16 } as const;

/** What a text names but does not hold: ids of pictures, addresses of blocks are made from a count. */
export interface Resolve {
  /** Id of the picture of that name. */
  readonly media: (name: string) => string;
}

/**
 * The JSON of Payload's Lexical editor from a compact notation, for the samples. Blocks are
 * separated by an empty line:
 *
 *     ## Heading        > quotation       - item        1. item       ---
 *     !picture-name Caption under it
 *     ? Remark set apart
 *     === members ===   (the paywall)
 *     | a | b |         (a table; its first row is its head)
 *     @card {"field": "value", "text": {"rich": "words"}, "media": "picture-name"}
 *
 * Inside a line: `*italic*`, `**bold**`, `` `code` ``, `[text](address)`, `^[a note]`.
 */
export function toLexical(text: string, resolve: Resolve): Body {
  const blocks = text.trim().split(/\n\s*\n/);
  let count = 0;
  const nextId = () => {
    count += 1;
    return count.toString(16).padStart(24, '0');
  };
  return toBody(blocks.map((block) => toBlock(block.trim(), resolve, nextId)));
}

function toBlock(block: string, resolve: Resolve, nextId: () => string): BodyNode {
  const heading = /^(#{2,4}) (.+)$/s.exec(block);
  if (heading) {
    const tag: HeadingTag = `h${(heading[1] ?? '##').length as 2 | 3 | 4}`;
    return { ...element, type: 'heading', tag, children: toInline(heading[2] ?? '') };
  }
  if (block === '---') return { type: 'horizontalrule', version: 1 };
  if (/^=== .* ===$/.test(block)) return toCard('paywall', {}, nextId());
  if (block.startsWith('!')) {
    const [, name = '', caption = ''] = /^!(\S+)\s*(.*)$/s.exec(block) ?? [];
    return toCard('image', { media: resolve.media(name), caption, cardWidth: 'regular' }, nextId());
  }
  const card = /^@([a-z-]+) (\{.*\})$/s.exec(block);
  if (card) return toCard(card[1] ?? '', toFields(JSON.parse(card[2] ?? ''), resolve), nextId());
  if (block.startsWith('|')) return toTable(block);
  if (block.startsWith('? ')) {
    return toCard('callout', { text: toBody([toParagraph(block.slice(2))]), backgroundColor: 'grey' }, nextId());
  }
  if (block.startsWith('> ')) {
    return { ...element, type: 'quote', children: toInline(block.replace(/^> ?/gm, '')) };
  }
  if (/^(- |\d+\. )/.test(block)) return toList(block);
  return toParagraph(block);
}

function toParagraph(text: string): BodyNode {
  return { ...element, type: 'paragraph', textFormat: 0, textStyle: '', children: toInline(text) };
}

function toCard(blockType: string, fields: Record<string, unknown>, id: string): BodyNode {
  return { type: 'block', version: 2, format: '', fields: { id, blockName: '', blockType, ...fields } };
}

/** `{"rich": …}` is a body of one paragraph, `media` the name of a picture; in rows of pictures too. */
function toFields(value: unknown, resolve: Resolve): Record<string, unknown> {
  const read = (key: string, field: unknown): unknown => {
    if (key === 'media' && typeof field === 'string') return resolve.media(field);
    if (Array.isArray(field)) return field.map((row) => (typeof row === 'object' ? toFields(row, resolve) : row));
    if (typeof field === 'object' && field !== null && 'rich' in field) return toBody([toParagraph(String(field.rich))]);
    return field;
  };
  return Object.fromEntries(Object.entries(Object(value)).map(([key, field]) => [key, read(key, field)]));
}

function toTable(block: string): BodyNode {
  const rows = block.split('\n').map((line) => line.split('|').slice(1, -1));
  return {
    ...element,
    type: 'table',
    children: rows.map((cells, row) => ({
      ...element,
      type: 'tablerow',
      children: cells.map((words) => ({
        ...element,
        type: 'tablecell',
        headerState: row === 0 ? 1 : 0,
        colSpan: 1,
        rowSpan: 1,
        children: [toParagraph(words.trim())],
      })),
    })),
  };
}

function toList(block: string): BodyNode {
  const numbered = /^\d/.test(block);
  const items = block.split(/\n(?=- |\d+\. )/).map((item) => item.replace(/^(- |\d+\. )/, ''));
  return {
    ...element,
    type: 'list',
    listType: numbered ? 'number' : 'bullet',
    tag: numbered ? 'ol' : 'ul',
    start: 1,
    children: items.map((item, index) => ({ ...element, type: 'listitem', value: index + 1, children: toInline(item) })),
  };
}

const inlinePattern = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\^\[(.+?)\]|\[(.+?)\]\((.+?)\)/gs;

function toInline(source: string): BodyNode[] {
  const text = source.replace(/\s*\n\s*/g, ' ');
  const nodes: BodyNode[] = [];
  let end = 0;
  for (const match of text.matchAll(inlinePattern)) {
    if (match.index > end) nodes.push(toText(text.slice(end, match.index)));
    const [whole, bold, italic, code, note, label, url] = match;
    if (bold) nodes.push(toText(bold, marks.bold));
    else if (italic) nodes.push(toText(italic, marks.italic));
    else if (code) nodes.push(toText(code, marks.code));
    else if (note) nodes.push(toNote(note));
    else nodes.push(toLink(label ?? '', url ?? ''));
    end = match.index + whole.length;
  }
  if (end < text.length) nodes.push(toText(text.slice(end)));
  return nodes;
}

function toNote(words: string): BodyNode {
  const id = createHash('sha256').update(words).digest('hex').slice(0, 24);
  return { type: 'inlineBlock', version: 1, fields: { id, blockName: '', blockType: 'footnote', text: toBody([toParagraph(words)]) } };
}

function toText(text: string, format = 0): TextNode {
  return { type: 'text', version: 1, text, format, detail: 0, mode: 'normal', style: '' };
}

function toLink(label: string, url: string): BodyNode {
  return {
    ...element,
    version: 3,
    type: 'link',
    fields: { linkType: 'custom', url, newTab: false },
    children: [toText(label)],
  };
}
