import { type Body, isBody } from './types.ts';

/** An address in a body that leads somewhere or loads something. */
export interface BodyLink {
  readonly url: string;
  /** Words of the link, or the kind of card it stands in. */
  readonly where: string;
}

/** Asked for each address; another string takes its place, null leaves it. */
export type Rewrite = (url: string) => string | null;

/** Fields of blocks that hold one address; the names of Ghost's cards and of ours. */
const ADDRESS = /^(url|href|src|icon|thumbnail)$|(Url|Src|Href)$/;
/** Fields that hold HTML, Markdown or either. */
const MARKUP =
  /^(html|markdown|caption|text|heading|content|header|subheader|disclaimer|sponsorLabel|calloutText|productDescription|fileCaption)$/i;

/** `href="…"` and its like, quoted either way. */
const ATTRIBUTE = /(\s(?:href|src|poster|data-src|data-href|action|cite)\s*=\s*)("([^"]*)"|'([^']*)')/gi;
const SRCSET = /(\ssrcset\s*=\s*)("([^"]*)"|'([^']*)')/gi;
/** `](address "title")` and `[name]: address`. */
const MARKDOWN = /(\]\(\s*<?)([^\s)>]+)|(^\s{0,3}\[[^\]]+\]:\s*<?)([^\s>]+)/gm;
/** `<https://…>` */
const AUTOLINK = /<(https?:\/\/[^\s<>]+)>/g;

const DEEPEST = 100;

/** Every address of a body, in reading order, whatever block, inner body, HTML or Markdown it stands in. */
export function listLinks(body: unknown): BodyLink[] {
  const found: BodyLink[] = [];
  if (isBody(body)) {
    walk(body, 'text', (url, where) => {
      found.push({ url, where });
      return null;
    });
  }
  return found;
}

/** The body with addresses changed, and what was changed; the very same body when nothing was. */
export function rewriteLinks(body: Body, rewrite: Rewrite): { body: Body; changes: (BodyLink & { after: string })[] } {
  const changes: (BodyLink & { after: string })[] = [];
  const after = walk(body, 'text', (url, where) => {
    const next = rewrite(url);
    if (next === null || next === url) return null;
    changes.push({ url, where, after: next });
    return next;
  });
  return { body: changes.length > 0 && isBody(after) ? after : body, changes };
}

/** Answers what takes the place of an address, or null. */
type Visit = (url: string, where: string) => string | null;

/** Copies only along the way to what changed. */
function walk(value: unknown, where: string, visit: Visit, depth = 0): unknown {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const after = value.map((one) => walk(one, where, visit, depth + 1));
    return after.some((one, at) => one !== value[at]) ? after : value;
  }
  const node: Record<string, unknown> = { ...value };
  const here = toWhere(node, where);
  // A document that was read along is not ours to look into; its own page lists its links.
  const entries = Object.entries(node).map(([name, field]): [string, unknown] => {
    if (name === 'doc' || name === 'value' || name === 'media') return [name, field];
    if (typeof field === 'string') return [name, toField(node, name, field, here, visit)];
    return [name, walk(field, here, visit, depth + 1)];
  });
  return entries.some(([name, field]) => field !== node[name]) ? Object.fromEntries(entries) : value;
}

function toWhere(node: Record<string, unknown>, where: string): string {
  if (typeof node.blockType === 'string') return node.blockType;
  if ((node.type === 'link' || node.type === 'autolink') && Array.isArray(node.children)) return toWords(node.children) || where;
  return where;
}

function toField(node: Record<string, unknown>, name: string, text: string, where: string, visit: Visit): string {
  if (text === '') return text;
  const isInner = node.type === 'text' || node.type === 'code-highlight';
  if (isInner || (node.linkType === 'internal' && name === 'url')) return text;
  if (ADDRESS.test(name)) return visit(text, where) ?? text;
  return MARKUP.test(name) && /[<\]]/.test(text) ? inMarkup(text, where, visit, name === 'markdown') : text;
}

function inMarkup(text: string, where: string, visit: Visit, isMarkdown: boolean): string {
  const one = (url: string) => toEscaped(visit(toPlain(url), where), url);
  const html = text
    .replace(ATTRIBUTE, (all, before: string, quoted: string, double?: string, single?: string) => {
      const url = double ?? single ?? '';
      return url === '' ? all : `${before}${quoted[0]}${one(url)}${quoted[0]}`;
    })
    .replace(SRCSET, (_, before: string, quoted: string, double?: string, single?: string) => {
      const parts = (double ?? single ?? '').split(/,\s+/).map((part) => {
        const [url = '', ...size] = part.trim().split(/\s+/);
        return [url === '' ? url : one(url), ...size].join(' ');
      });
      return `${before}${quoted[0]}${parts.join(', ')}${quoted[0]}`;
    });
  if (!isMarkdown) return html;
  return html
    .replace(MARKDOWN, (_, inline: string | undefined, url: string | undefined, named: string | undefined, target: string | undefined) =>
      inline !== undefined ? inline + plain(url ?? '', where, visit) : `${named ?? ''}${plain(target ?? '', where, visit)}`,
    )
    .replace(AUTOLINK, (_, url: string) => `<${plain(url, where, visit)}>`);
}

function plain(url: string, where: string, visit: Visit): string {
  return visit(url, where) ?? url;
}

function toPlain(url: string): string {
  return url.replaceAll('&amp;', '&').trim();
}

/** What is new is written as HTML has it; what was left stays byte for byte. */
function toEscaped(after: string | null, before: string): string {
  return after !== null ? after.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;') : before;
}

function toWords(children: readonly unknown[]): string {
  return children
    .map((child) => {
      if (typeof child !== 'object' || child === null) return '';
      if ('text' in child && typeof child.text === 'string') return child.text;
      return 'children' in child && Array.isArray(child.children) ? toWords(child.children) : '';
    })
    .join('')
    .trim()
    .slice(0, 80);
}

/**
 * A rule for `rewriteLinks`: the address itself, or with `prefix` whatever stands below it. A prefix ends at a
 * border, so that `https://a.example` does not take `https://a.example.org` along.
 */
export function toRewrite({ from, to, prefix }: { from: string; to: string; prefix: boolean }): Rewrite {
  return (url) => {
    if (url === from) return to;
    if (!prefix || !url.startsWith(from)) return null;
    const rest = url.slice(from.length);
    return /[/?#]$/.test(from) || /^[/?#]/.test(rest) ? to + rest : null;
  };
}
