import { load } from 'cheerio';
import type { Body, BodyNode } from '../../core/richtext/types.ts';
import { toBody } from '../../core/richtext/types.ts';

export interface FragmentOptions {
  readonly nextId: () => string;
  readonly warn: (message: string) => void;
}

/** What we read of a parsed node, whether element, text or comment. */
interface HtmlNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly HtmlNode[];
}

const MARKS: Readonly<Record<string, number>> = {
  b: 1,
  strong: 1,
  i: 2,
  em: 2,
  s: 4,
  del: 4,
  strike: 4,
  u: 8,
  ins: 8,
  code: 16,
  kbd: 16,
  sub: 32,
  sup: 64,
  mark: 128,
};
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const PLAIN = new Set([
  'span',
  'div',
  'p',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'font',
  'small',
  'big',
  'abbr',
  'cite',
  'q',
  'label',
  'center',
  'time',
  'body',
  'html',
  'li',
]);
const SILENT = new Set(['script', 'style', 'template', 'head', 'meta', 'link', 'svg', 'noscript']);
const FILES = new Set(['img', 'iframe', 'video', 'audio']);
const EMPTY = { version: 1, format: '', indent: 0, direction: null } as const;

/**
 * The small HTML inside a card (a callout's text, a toggle's content) as a body: paragraphs, headings,
 * quotes, lists, links and marks. Pictures and frames become links to what they showed; whatever else
 * is met keeps its words, with a warning. Ghost writes `<b><strong>…`, so a mark twice is one.
 */
export function toFragment(html: string, options: FragmentOptions): Body {
  const root = load(html, {}, false).root().get(0);
  return toBody(toBlocks(root?.children ?? [], options, 0));
}

function toBlocks(nodes: readonly HtmlNode[], options: FragmentOptions, depth: number): BodyNode[] {
  const out: BodyNode[] = [];
  let line: BodyNode[] = [];
  const endLine = () => {
    const words = line.some((node) => !('text' in node) || node.text.trim() !== '');
    if (words) out.push({ ...EMPTY, type: 'paragraph', textFormat: 0, textStyle: '', children: line });
    line = [];
  };
  for (const node of depth > 60 ? [] : nodes) {
    const { name = '', children = [] } = node;
    if (isBlock(name)) {
      endLine();
      if (name === 'ul' || name === 'ol') out.push(toList(node, options, depth));
      else if (HEADINGS.has(name))
        out.push({ ...EMPTY, type: 'heading', tag: name as 'h1', children: toLine(children, 0, options, depth) });
      else if (name === 'blockquote') out.push({ ...EMPTY, type: 'quote', children: toLine(children, 0, options, depth) });
      else out.push(...toBlocks(children, options, depth + 1));
    } else line.push(...toLine([node], 0, options, depth));
  }
  endLine();
  return out;
}

function isBlock(name: string): boolean {
  return /^(p|div|ul|ol|h[1-6]|blockquote|section|article)$/.test(name);
}

function toList(list: HtmlNode, options: FragmentOptions, depth: number): BodyNode {
  const items = (list.children ?? []).filter((child) => child.name);
  const isOrdered = list.name === 'ol';
  return {
    ...EMPTY,
    type: 'list',
    listType: isOrdered ? 'number' : 'bullet',
    tag: isOrdered ? 'ol' : 'ul',
    start: 1,
    children: items.flatMap((item, index): BodyNode[] => {
      const lists = (item.children ?? []).filter((child) => /^[uo]l$/.test(child.name ?? ''));
      const words = (item.children ?? []).filter((child) => !lists.some((inner) => inner === child));
      const own: BodyNode = { ...EMPTY, type: 'listitem', value: index + 1, children: toLine(words, 0, options, depth + 1) };
      // Lexical keeps an inner list in an item of its own.
      const inner = lists.map(
        (one): BodyNode => ({ ...EMPTY, type: 'listitem', value: index + 2, children: [toList(one, options, depth + 1)] }),
      );
      return [own, ...inner];
    }),
  };
}

function toLine(nodes: readonly HtmlNode[], format: number, options: FragmentOptions, depth: number): BodyNode[] {
  if (depth > 60) return [];
  return nodes.flatMap((node): BodyNode[] => {
    const { name, children = [], attribs = {} } = node;
    if (node.type === 'text') return toText(node.data ?? '', format);
    if (!name || SILENT.has(name)) return [];
    if (name === 'br') return [{ type: 'linebreak', version: 1 }];
    if (name === 'a') return [toLink(attribs, attribs.href, toLine(children, format, options, depth + 1), options)];
    if (FILES.has(name)) {
      options.warn(`<${name}> stands as a link to what it showed.`);
      const { src, alt, title } = attribs;
      return src ? [toLink({}, src, toText(alt || title || src, format), options)] : [];
    }
    const mark = MARKS[name] ?? 0;
    if (!mark && !PLAIN.has(name) && !HEADINGS.has(name)) options.warn(`<${name}> was left out, its words were kept.`);
    return toLine(children, format | mark, options, depth + 1);
  });
}

function toLink(
  attribs: Readonly<Record<string, string>>,
  url: string | undefined,
  children: BodyNode[],
  options: FragmentOptions,
): BodyNode {
  const { rel, target, title } = attribs;
  return {
    ...EMPTY,
    type: 'link',
    version: 3,
    id: options.nextId(),
    fields: {
      linkType: 'custom',
      url: url?.trim() || '#',
      newTab: target === '_blank',
      ...(rel ? { rel } : {}),
      ...(title ? { title } : {}),
    },
    children,
  };
}

function toText(text: string, format: number): BodyNode[] {
  const words = text.replace(/[\n\t ]+/g, ' ');
  return words ? [{ type: 'text', version: 1, text: words, format, detail: 0, mode: 'normal', style: '' }] : [];
}
