import { element, sanitizeHtml, sanitizeInline, toAbsoluteUrl, toRel, toSafeUrl } from '../html.ts';
import { toCaption, toPicture } from './blocks/image.ts';
import { toFigure } from './blocks/parts.ts';
import { RENDERERS } from './blocks.ts';
import type { HtmlOptions, RenderContext } from './context.ts';
import { textOf } from './fields.ts';
import { createHeadingIds } from './heading-ids.ts';
import { createNotes } from './notes.ts';
import { findCaption, isCaptionOf, renderTable, toScroller } from './tables.ts';
import { toMarkedText } from './text-marks.ts';
import { toText } from './to-text.ts';
import type { Body, BodyNode, LinkNode, ListNode, UploadNode } from './types.ts';
import { childrenOf, isBody } from './types.ts';
import { isMailedTo, isShownTo } from './visibility.ts';

/** Nothing that people write is nested deeper; what is deeper is printed without its structure. */
const DEEPEST = 100;

/**
 * A body as HTML: everything escaped or sanitised, no scripts or inline handlers, its notes at the end. The same for
 * pages, feeds, mails, the fediverse and files; `options.kind` says which, and the others carry what differs. Classes
 * are `card`, `card-<block>`, `card-wide`, `card-full`, `align-center` and the parts named in `blocks/`.
 */
export function toHtml(body: Body | null | undefined, options: HtmlOptions = {}): string {
  if (!body?.root) return '';
  const notes = createNotes(options.idPrefix);
  const html = renderAll(body.root.children, createContext(options, notes.add), 0);
  return html + notes.toHtml();
}

function createContext(options: HtmlOptions, note: RenderContext['note']): RenderContext {
  const { kind = 'site' } = options;
  const nextId = createHeadingIds();
  const hasIds = options.headingIds !== false && kind !== 'mail' && kind !== 'fediverse';
  const sanitizer = {
    ...(options.baseUrl ? { baseUrl: options.baseUrl } : {}),
    embeds: kind === 'site' ? ('click' as const) : ('link' as const),
  };
  const context: RenderContext = {
    options,
    kind,
    href: (url) => {
      const safe = toSafeUrl(textOf(url));
      return safe === null ? null : toAbsoluteUrl(safe, options.baseUrl);
    },
    inline: (html) => sanitizeInline(textOf(html), sanitizer),
    raw: (html) => toRaw(sanitizeHtml(textOf(html), sanitizer), context),
    rich: (value) => (isBody(value) ? renderAll(value.root.children, context, 1) : ''),
    headingId: (text) => (hasIds ? nextId(text) : null),
    note,
  };
  return context;
}

/** Sanitised HTML as a part of the whole: its headings take part in the ids, its tables scroll. */
function toRaw(html: string, context: RenderContext): string {
  const withIds = html.replace(/<(h[1-6])((?: [a-z]+="[^"]*")*)>/g, (whole, tag: string, attributes: string) => {
    const own = / id="([^"]*)"/.exec(attributes)?.[1];
    if (own === undefined) return whole;
    const id = context.headingId(own);
    return `<${tag}${attributes.replace(/ id="[^"]*"/, id ? ` id="${id}"` : '')}>`;
  });
  return context.kind === 'site' ? withIds.replace(/<table\b[\s\S]*<\/table>/g, toScroller) : withIds;
}

function renderAll(nodes: readonly BodyNode[], context: RenderContext, depth: number): string {
  let html = '';
  for (const [at, node] of nodes.entries()) {
    if (node.type === 'table') {
      const cells = (inside: readonly BodyNode[]) => renderAll(inside, context, depth + 1);
      html += depth > DEEPEST ? '' : renderTable(node, findCaption(nodes, at), cells);
    } else if (!isCaptionOf(nodes, at)) html += render(node, context, depth);
  }
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
      // Line breaks alone say nothing.
      return content.replaceAll('<br>', '').trim() ? element('p', { class: toAlignment(node.format) }, content) : '';
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
    case 'upload':
      return renderUpload(node, context);
    case 'block': {
      const { kind, options } = context;
      const { reader = 'guest' } = options;
      if (kind === 'mail' ? !isMailedTo(node, reader) : !isShownTo(node, reader)) return '';
      return RENDERERS.get(textOf(node.fields.blockType))?.(node.fields, context) ?? '';
    }
    case 'inlineBlock':
      return RENDERERS.get(textOf(node.fields.blockType))?.(node.fields, context) ?? '';
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

function renderUpload(node: UploadNode, context: RenderContext): string {
  const fields = { media: node.value, caption: node.fields?.caption, alt: node.fields?.alt };
  const picture = toPicture(fields, context);
  return picture ? toFigure('card-image card-regular', picture, toCaption(fields, context), context) : '';
}

function toAlignment(format: unknown): string | null {
  return format === 'center' || format === 'right' || format === 'justify' ? `align-${format}` : null;
}
