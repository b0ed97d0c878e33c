import { load } from 'cheerio';
import { isDropped, lineAddress, PARTS, roleOf } from './normalise.rules.ts';

/**
 * A document as the list of what it says, so that two renderings of one text can be compared line by
 * line. Everything counts: each word in its place, each mark on it, each link with its address, title
 * and relation, pictures with address, words and ratio, headings with level and id, lists with their
 * nesting and first number, tables, quotations, code with its language, films, sounds, frames, and the
 * card and the part of it in which something stands. What does not count is written down, one rule
 * each, in `normalise.rules.ts` and below:
 *
 * 1. The order in which marks are nested, and where one mark ends and the same begins again.
 * 2. `b` and `strong`, `i` and `em`, `del`, `strike` and `s`, `ins` and `u` are the same marks.
 * 3. White space, as HTML treats it; what is empty.
 * 4. Whether a line stands in a `p`, a `div` or bare: that it is a line of its own counts.
 * 5. The element of a card's part (`<div class="…title">` or `<span>`): the part counts.
 */
export function normalise(html: string): string[] {
  let out: string[] = [];
  // Notes are the last thing in a document, wherever the one or the other has put them.
  const notes: string[] = [];
  const line: Run[] = [];
  const endLine = () => {
    const text = toLine(line.splice(0));
    if (text) out.push(text);
  };
  const open = (name: string) => {
    endLine();
    out.push(`(${name}`);
  };
  const close = () => {
    endLine();
    // What holds nothing says nothing.
    if (out.at(-1)?.startsWith('(') && !out.at(-1)?.endsWith(' )')) out.pop();
    else out.push(')');
  };
  const leaf = (name: string) => {
    endLine();
    out.push(`(${name} )`);
  };

  const walk = (node: HtmlNode, style: Style): void => {
    if (node.type === 'text') {
      line.push({ ...style, text: node.data ?? '' });
      return;
    }
    const { name = '', children = [] } = node;
    if (node.type === 'root' || node.type === 'document') {
      for (const child of children) walk(child, style);
      return;
    }
    if (!name || isDropped(node)) return;
    const inside = (next: Style = style) => {
      for (const child of children) walk(child, next);
    };
    const attributes = node.attribs ?? {};
    const role = roleOf(node);
    if (PARTS.isSamePart(node, role)) {
      endLine();
      inside();
      endLine();
      return;
    }
    if (role === 'notes') {
      endLine();
      const text = out;
      out = notes;
      inside();
      endLine();
      out = text;
      return;
    }
    if (role) {
      open(role);
      const still = PARTS.picture(node);
      if (still) leaf(picture({ src: still }));
      const value = PARTS.value(node);
      if (value === null) inside();
      else leaf(value);
      close();
      return;
    }
    const mark = MARKS[name];
    if (mark) {
      inside({ ...style, marks: new Set([...style.marks, mark]) });
      return;
    }
    switch (name) {
      case 'br':
        line.push({ ...style, text: BREAK, marks: new Set(), link: null });
        return;
      case 'hr':
        leaf('hr');
        return;
      case 'img':
        if (PARTS.stars(attributes.src)) {
          open('product-rating');
          leaf(PARTS.stars(attributes.src) ?? '');
          close();
        } else leaf(picture(PARTS.hasRatio(node) ? attributes : { ...attributes, width: '', height: '' }));
        return;
      case 'a': {
        const link = toLink(node);
        if (!link) inside();
        else if (holdsBlocks(node)) {
          open(`link ${link}`);
          inside();
          close();
        } else inside({ ...style, link });
        return;
      }
      case 'video':
      case 'audio':
        leaf(`${name} ${lineAddress(attributes.src)}${PARTS.poster(node)}${'loop' in attributes ? ' loop' : ''}`);
        inside();
        return;
      case 'source':
      case 'track':
        leaf(`${name} ${lineAddress(attributes.src)}`);
        return;
      case 'iframe':
        leaf(`frame ${PARTS.frame(node)}`);
        return;
      case 'input':
        if (attributes.type === 'checkbox') leaf(`box${'checked' in attributes ? ' ticked' : ''}`);
        return;
      case 'pre': {
        const code = children.find((child) => child.name === 'code');
        const language = /(?:^|\s)language-(\S+)/.exec(code?.attribs?.class ?? '')?.[1] ?? '';
        endLine();
        out.push(`(pre ${language}`, JSON.stringify(textOf(node).replace(/\n$/, '')), ')');
        return;
      }
      case 'table':
        if (PARTS.isLayout(node)) {
          endLine();
          const still = PARTS.picture(node);
          if (still) leaf(picture({ src: still }));
          inside();
          endLine();
          return;
        }
        break;
      case 'tr':
      case 'td':
      case 'th':
        if (PARTS.isInLayout(node)) {
          endLine();
          inside();
          endLine();
          return;
        }
    }
    const block = BLOCKS[name];
    if (block) {
      open(block(attributes));
      inside();
      close();
    } else if (LINES.has(name)) {
      endLine();
      inside();
      endLine();
    } else inside();
  };
  const [root] = load(html, {}, false).root().toArray();
  if (root) walk(root as HtmlNode, { marks: new Set(), link: null });
  endLine();
  return notes.length > 0 ? [...out, '(notes', ...notes, ')'] : out;
}

/** What we read of a parsed node. */
export interface HtmlNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly HtmlNode[];
  readonly parent?: HtmlNode | null;
}

interface Style {
  readonly marks: ReadonlySet<string>;
  readonly link: string | null;
}

interface Run extends Style {
  readonly text: string;
}

const MARKS: Readonly<Record<string, string>> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  s: 's',
  del: 's',
  strike: 's',
  u: 'u',
  ins: 'u',
  code: 'code',
  kbd: 'kbd',
  sub: 'sub',
  sup: 'sup',
  mark: 'mark',
  small: 'small',
  abbr: 'abbr',
  cite: 'cite',
  q: 'q',
};

type Attributes = Readonly<Record<string, string>>;
const plain = (name: string) => () => name;
const heading = (level: number) => (attributes: Attributes) => `h${level} #${attributes.id ?? ''}`;

const BLOCKS: Readonly<Record<string, (attributes: Attributes) => string>> = {
  h1: heading(1),
  h2: heading(2),
  h3: heading(3),
  h4: heading(4),
  h5: heading(5),
  h6: heading(6),
  blockquote: plain('quote'),
  ul: plain('ul'),
  ol: (attributes) => (attributes.start && attributes.start !== '1' ? `ol ${attributes.start}` : 'ol'),
  li: plain('li'),
  figure: plain('figure'),
  figcaption: plain('caption'),
  table: plain('table'),
  caption: plain('caption'),
  tr: plain('tr'),
  th: (attributes) => `th${span(attributes)}`,
  td: (attributes) => `td${span(attributes)}`,
  details: plain('details'),
  summary: plain('summary'),
  dl: plain('dl'),
  dt: plain('dt'),
  dd: plain('dd'),
};

const LINES = new Set(['p', 'div', 'section', 'article', 'aside', 'header', 'footer', 'main', 'center', 'address', 'form', 'button']);

function span({ colspan, rowspan }: Attributes): string {
  return `${colspan && colspan !== '1' ? ` colspan=${colspan}` : ''}${rowspan && rowspan !== '1' ? ` rowspan=${rowspan}` : ''}`;
}

function picture({ src, alt, title, width, height }: Attributes): string {
  const ratio = Number(width) > 0 && Number(height) > 0 ? ` ${(Number(width) / Number(height)).toFixed(2)}` : '';
  const words = PARTS.alt(alt ?? '');
  return `img ${lineAddress(src)} alt=${JSON.stringify(words)}${title ? ` title=${JSON.stringify(title)}` : ''}${ratio}`;
}

function toLink(node: HtmlNode): string | null {
  const { href, title } = node.attribs ?? {};
  if (href === undefined) return null;
  return `${lineAddress(href)}${title && !PARTS.isStockTitle(title) ? ` title=${JSON.stringify(title)}` : ''}${PARTS.relation(node)}`;
}

function holdsBlocks(node: HtmlNode): boolean {
  return (node.children ?? []).some(
    (child) => roleOf(child) !== null || child.name === 'img' || (child.name !== undefined && child.name in BLOCKS) || holdsBlocks(child),
  );
}

function textOf(node: HtmlNode): string {
  return node.type === 'text' ? (node.data ?? '') : (node.children ?? []).map(textOf).join('');
}

const BREAK = '⏎';

/** Words of a line in braces that name their marks and their link; the space between two words belongs to neither. */
function toLine(runs: readonly Run[]): string {
  let out = '';
  let style = '';
  let space = '';
  for (const run of runs) {
    const next = [...[...run.marks].sort(), ...(run.link ? [`<${run.link}>`] : [])].join(' ');
    // A space that may not be broken is written, so it counts.
    for (const text of run.text.match(/[^\S\u00a0]+|[^\s]+|\u00a0/g) ?? []) {
      if (/^[^\S\u00a0]/.test(text)) {
        space = out ? ' ' : '';
        continue;
      }
      if (next !== style) {
        if (style) out += '}';
        out += space;
        if (next) out += `{${next}: `;
        style = next;
      } else out += space;
      space = '';
      out += text;
    }
  }
  const line = (style ? `${out}}` : out).replace(/ ?⏎ ?/g, '⏎').trim();
  // A line of breaks shows nothing, and one at the end of a line neither.
  return line.replace(/⏎+$/, '').trim();
}
