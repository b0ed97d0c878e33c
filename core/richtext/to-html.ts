import { element, escapeHtml, sanitizeHtml, sanitizeInline, toAbsoluteUrl, toAttributes, toRel, toSafeUrl } from '../html.ts';
import { findMedia, toFigure } from './blocks/image.ts';
import { RENDERERS } from './blocks.ts';
import type { HtmlOptions, RenderContext } from './context.ts';
import { textOf } from './fields.ts';
import { createHeadingIds } from './heading-ids.ts';
import { toMarkedText } from './text-marks.ts';
import { toText } from './to-text.ts';
import type { Body, BodyNode, LinkNode, ListNode, TableCellNode, UploadNode } from './types.ts';
import { childrenOf, isBody } from './types.ts';
import { isMailedTo, isShownTo } from './visibility.ts';

/** Nothing that people write is nested deeper; what is deeper is printed without its structure. */
const DEEPEST = 100;

/**
 * A body as HTML: everything escaped or sanitised, no scripts, styles or inline handlers. The same for
 * pages, feeds, mails and the fediverse; `options` carry what differs. Classes are `card`,
 * `card-<block>`, `card-wide`, `card-full`, `align-center` and the parts named in `blocks/`.
 */
export function toHtml(body: Body | null | undefined, options: HtmlOptions = {}): string {
  if (!body?.root) return '';
  return renderAll(body.root.children, createContext(options), 0);
}

function createContext(options: HtmlOptions): RenderContext {
  const nextId = createHeadingIds();
  const context: RenderContext = {
    options,
    href: (url) => {
      const safe = toSafeUrl(textOf(url));
      return safe === null ? null : toAbsoluteUrl(safe, options.baseUrl);
    },
    inline: (html) => sanitizeInline(textOf(html), options),
    raw: (html) => sanitizeHtml(textOf(html), options),
    rich: (value) => (isBody(value) ? renderAll(value.root.children, context, 1) : ''),
    headingId: (text) => (options.headingIds === false ? null : nextId(text)),
  };
  return context;
}

function renderAll(nodes: readonly BodyNode[], context: RenderContext, depth: number): string {
  let html = '';
  for (const node of nodes) html += render(node, context, depth);
  return html;
}

function render(node: BodyNode, context: RenderContext, depth: number): string {
  if (depth > DEEPEST) return '';
  const inner = () => renderAll(childrenOf(node), context, depth + 1);
  switch (node.type) {
    case 'text':
    case 'tab':
      return toMarkedText(textOf(node.text), node.format);
    case 'linebreak':
      return '<br>';
    case 'horizontalrule':
      return '<hr>';
    case 'paragraph': {
      const content = inner();
      return content ? element('p', { class: toAlignment(node.format) }, content) : '';
    }
    case 'heading': {
      const tag = /^h[1-6]$/.test(node.tag) ? node.tag : 'h2';
      const id = context.headingId(toText({ root: { ...node, type: 'root' } }));
      return element(tag, { id, class: toAlignment(node.format) }, inner());
    }
    case 'quote':
      return element('blockquote', { class: toAlignment(node.format) }, inner());
    case 'list':
      return renderList(node, context, depth);
    case 'listitem':
      return element('li', {}, inner());
    case 'link':
    case 'autolink':
      return renderLink(node, context, inner());
    case 'table':
      return element('div', { class: 'table-scroll', tabindex: 0 }, element('table', {}, element('tbody', {}, inner())));
    case 'tablerow':
      return element('tr', {}, inner());
    case 'tablecell':
      return renderCell(node, inner());
    case 'upload':
      return renderUpload(node, context);
    case 'block': {
      const { reader = 'guest', target = 'web' } = context.options;
      if (target === 'email' ? !isMailedTo(node, reader) : !isShownTo(node, reader)) return '';
      return RENDERERS.get(textOf(node.fields.blockType))?.(node.fields, context) ?? '';
    }
    default:
      // A node of a later editor: its words are kept, its look is not known.
      return inner();
  }
}

/** A list inside an item of its own belongs to the item before it: so Lexical keeps nesting. */
function renderList(list: ListNode, context: RenderContext, depth: number): string {
  const items: { content: string }[] = [];
  for (const item of list.children) {
    const children = childrenOf(item);
    const content = renderAll(item.type === 'listitem' ? children : [item], context, depth + 1);
    const previous = items.at(-1);
    if (previous && children.length > 0 && children.every((child) => child.type === 'list')) {
      previous.content += content;
      continue;
    }
    const checked = item.type === 'listitem' ? item.checked : undefined;
    const box = list.listType === 'check' ? `<input type="checkbox" disabled${checked ? ' checked' : ''}> ` : '';
    items.push({ content: box + content });
  }
  const tag = list.tag === 'ol' || list.listType === 'number' ? 'ol' : 'ul';
  const attributes = { start: tag === 'ol' && list.start > 1 ? list.start : null, class: list.listType === 'check' ? 'checklist' : null };
  return element(tag, attributes, items.map((item) => element('li', {}, item.content)).join(''));
}

function renderLink(node: LinkNode, context: RenderContext, content: string): string {
  const fields = node.fields ?? {};
  const address = fields.linkType === 'internal' && fields.doc ? context.options.findAddress?.(fields.doc) : fields.url;
  const href = context.href(address);
  if (!href) return content;
  return element(
    'a',
    {
      href,
      title: textOf(fields.title) || null,
      target: fields.newTab ? '_blank' : null,
      rel: fields.newTab ? toRel(fields.rel, 'noopener') : textOf(fields.rel) || null,
    },
    content,
  );
}

function renderCell(node: TableCellNode, content: string): string {
  const span = (value: number | undefined) => (value && value > 1 ? value : null);
  const header = (node.headerState ?? 0) > 0;
  return element(
    header ? 'th' : 'td',
    {
      colspan: span(node.colSpan),
      rowspan: span(node.rowSpan),
      scope: header ? (node.headerState === 2 ? 'row' : 'col') : null,
    },
    content,
  );
}

function renderUpload(node: UploadNode, context: RenderContext): string {
  const media = findMedia(node.value, context);
  const src = media && context.href(media.url);
  if (!src) return '';
  const picture = `<img${toAttributes({ src, alt: media.alt ?? '', width: media.width, height: media.height, loading: 'lazy', decoding: 'async' })}>`;
  return toFigure('card card-image card-regular', picture, escapeHtml(textOf(node.fields?.caption)));
}

function toAlignment(format: unknown): string | null {
  return format === 'center' || format === 'right' || format === 'justify' ? `align-${format}` : null;
}
