import { createHash } from 'node:crypto';
import { textOf, wordOf } from '../../core/richtext/fields.ts';
import type { BlockNode, Body, BodyNode, HeadingTag } from '../../core/richtext/types.ts';
import { toBody } from '../../core/richtext/types.ts';
import { CARDS } from './cards.ts';
import { toFragment } from './fragment.ts';

/** A node of Koenig's JSON: Ghost's editor on Lexical 0.13. */
export type KoenigNode = Readonly<Record<string, unknown>>;

export interface MapOptions {
  /** Makes the ids of blocks and links, so that the same post gets the same ones. */
  readonly seed: string;
  readonly warn: (message: string) => void;
}

interface Mapping extends MapOptions {
  nextId(): string;
  /** Cards met inside a line, to be put after its paragraph. */
  readonly displaced: BodyNode[];
}

/**
 * Koenig's tree as ours, node by node; the marks' bits are the same in both. A node that is not known
 * is kept whole in a `ghost-card` block, and said in a warning.
 */
export function toOurBody(tree: unknown, options: MapOptions): Body {
  let count = 0;
  const mapping: Mapping = {
    ...options,
    displaced: [],
    nextId: () => createHash('sha256').update(`${options.seed}/${count++}`).digest('hex').slice(0, 24),
  };
  const root = isNode(tree) && isNode(tree.root) ? tree.root : {};
  const body = toBody(mapBlocks(childrenOf(root), mapping));
  return { root: { ...body.root, direction: directionOf(root) } };
}

/** Children of the root, of an aside, of a quote that holds paragraphs: loose words get a paragraph. */
function mapBlocks(nodes: readonly KoenigNode[], mapping: Mapping): BodyNode[] {
  const out: BodyNode[] = [];
  const line: BodyNode[] = [];
  const afterLine: BodyNode[] = [];
  const endLine = () => {
    const words = line.splice(0);
    if (words.length > 0) out.push({ ...element({}), type: 'paragraph', textFormat: 0, textStyle: '', children: words });
    out.push(...afterLine.splice(0));
  };
  for (const node of nodes) {
    const mapped = mapNode(node, mapping);
    const strays = mapping.displaced.splice(0);
    if (mapped.every(isInline)) {
      line.push(...mapped);
      afterLine.push(...strays);
    } else {
      endLine();
      out.push(...mapped, ...strays);
    }
  }
  endLine();
  return out;
}

/** What stands in a line; cards that stray in are moved behind it. */
function mapLine(node: KoenigNode, mapping: Mapping): BodyNode[] {
  return childrenOf(node).flatMap((child) => {
    const mapped = mapNode(child, mapping);
    mapping.displaced.push(...mapped.filter((one) => one.type === 'block' || one.type === 'horizontalrule'));
    return mapped.flatMap((one): BodyNode[] => {
      if (one.type === 'block' || one.type === 'horizontalrule') return [];
      return one.type === 'paragraph' ? [...one.children] : [one];
    });
  });
}

function mapNode(node: KoenigNode, mapping: Mapping): BodyNode[] {
  switch (node.type) {
    case 'paragraph':
      return [{ ...element(node), type: 'paragraph', textFormat: 0, textStyle: '', children: mapLine(node, mapping) }];
    case 'text':
    case 'extended-text':
    case 'tk':
      return [toText(node, 'text')];
    case 'tab':
      return [toText(node, 'tab')];
    case 'linebreak':
      return [{ type: 'linebreak', version: 1 }];
    case 'heading':
    case 'extended-heading': {
      const tag = wordOf<HeadingTag>(node.tag, ['h2', 'h1', 'h3', 'h4', 'h5', 'h6']);
      return [{ ...element(node), type: 'heading', tag, children: mapLine(node, mapping) }];
    }
    case 'quote':
    case 'extended-quote':
      return [{ ...element(node), type: 'quote', children: mapLine(node, mapping) }];
    case 'aside':
      return [toBlock('aside', { content: toBody(mapBlocks(childrenOf(node), mapping)) }, mapping)];
    case 'list':
      return [toList(node, mapping)];
    case 'listitem':
      return [toListItem(node, mapping)];
    case 'link':
    case 'autolink':
      return [toLink(node, mapping)];
    case 'horizontalrule':
      return [{ type: 'horizontalrule', version: 1 }];
    // Left over from the editor's link search and its cursor; they hold no words of the post.
    case 'zwnj':
    case 'at-link':
    case 'at-link-search':
      return [];
    default:
      return [toCard(node, mapping)];
  }
}

function toCard(node: KoenigNode, mapping: Mapping): BodyNode {
  const type = textOf(node.type);
  const card = CARDS.get(type);
  if (card) {
    const fields = card(node, {
      rich: (html) => toFragment(textOf(html), { nextId: mapping.nextId, warn: (message) => mapping.warn(`${type}: ${message}`) }),
    });
    return toBlock(type, fields, mapping);
  }
  mapping.warn(`A card of the kind "${type.slice(0, 60)}" is not known here and was kept as it is.`);
  return toBlock('ghost-card', { cardType: type, json: node }, mapping);
}

function toBlock(blockType: string, fields: Readonly<Record<string, unknown>>, mapping: Mapping): BlockNode {
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
  return { type: 'block', version: 2, format: '', fields: { ...said, id: mapping.nextId(), blockName: '', blockType } };
}

function toList(node: KoenigNode, mapping: Mapping): BodyNode {
  const listType = wordOf(node.listType, ['bullet', 'number', 'check']);
  const start = typeof node.start === 'number' && Number.isInteger(node.start) ? node.start : 1;
  const items = childrenOf(node).map((child, index) =>
    child.type === 'listitem'
      ? toListItem(child, mapping)
      : ({ ...element({}), type: 'listitem', value: start + index, children: mapNode(child, mapping).filter(isInline) } as BodyNode),
  );
  return { ...element(node), type: 'list', listType, start, tag: listType === 'number' ? 'ol' : 'ul', children: items };
}

function toListItem(node: KoenigNode, mapping: Mapping): BodyNode {
  const value = typeof node.value === 'number' ? node.value : 1;
  const checked = typeof node.checked === 'boolean' ? { checked: node.checked } : {};
  return { ...element(node), type: 'listitem', value, ...checked, children: mapLine(node, mapping) };
}

function toLink(node: KoenigNode, mapping: Mapping): BodyNode {
  const rel = textOf(node.rel);
  return {
    ...element(node),
    type: 'link',
    version: 3,
    id: mapping.nextId(),
    fields: {
      linkType: 'custom',
      // Payload asks for an address; a link that had none leads to the top of its page.
      url: textOf(node.url).trim() || '#',
      newTab: node.target === '_blank',
      ...(rel ? { rel } : {}),
      ...(textOf(node.title) ? { title: textOf(node.title) } : {}),
    },
    children: mapLine(node, mapping),
  };
}

function toText(node: KoenigNode, type: 'text' | 'tab'): BodyNode {
  const format = typeof node.format === 'number' ? node.format & 0xff : 0;
  return { type, version: 1, text: textOf(node.text), format, detail: 0, mode: 'normal', style: '' };
}

function element(node: KoenigNode) {
  return {
    version: 1,
    format: wordOf(node.format, ['', 'left', 'center', 'right', 'justify', 'start', 'end']),
    indent: typeof node.indent === 'number' && node.indent > 0 && node.indent < 50 ? Math.floor(node.indent) : 0,
    direction: directionOf(node),
  };
}

function directionOf(node: KoenigNode): 'ltr' | 'rtl' | null {
  return node.direction === 'ltr' || node.direction === 'rtl' ? node.direction : null;
}

function isInline(node: BodyNode): boolean {
  return node.type === 'text' || node.type === 'tab' || node.type === 'linebreak' || node.type === 'link';
}

function childrenOf(node: KoenigNode): readonly KoenigNode[] {
  return Array.isArray(node.children) ? node.children.filter(isNode) : [];
}

function isNode(value: unknown): value is KoenigNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
