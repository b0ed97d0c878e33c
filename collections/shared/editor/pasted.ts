/**
 * What people copy from word processors and web pages, as the plain document it means: headings,
 * lists, links, bold, italic and tables stay; fonts, colours, sizes and pictures go. Reads Google
 * Docs' styled spans and Word's lists, which are paragraphs with bullets typed in front.
 */
export function cleanPasted(html: string): string {
  const page = new DOMParser().parseFromString(html.replace(/<!\[(if|endif)[^>]*>/gi, ''), 'text/html');
  const { body } = page;
  for (const node of body.querySelectorAll('style, script, meta, link, title, xml, img, picture, video, iframe, svg, object'))
    node.remove();
  for (const comment of listComments(body)) comment.remove();
  toLists(body);
  for (const element of [...body.querySelectorAll('*')]) toPlain(element);
  for (const inner of [...body.querySelectorAll('li > p')]) inner.replaceWith(...inner.childNodes);
  for (const paragraph of [...body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')]) {
    if (!paragraph.textContent?.trim()) paragraph.remove();
  }
  return body.innerHTML.replaceAll('\u00a0', ' ');
}

const MARKS = [
  ['strong', (style: CSSStyleDeclaration) => /^(bold|bolder|[6-9]00)$/.test(style.fontWeight)],
  ['em', (style: CSSStyleDeclaration) => style.fontStyle === 'italic'],
  ['s', (style: CSSStyleDeclaration) => style.textDecoration.includes('line-through')],
  ['sup', (style: CSSStyleDeclaration) => style.verticalAlign === 'super'],
  ['sub', (style: CSSStyleDeclaration) => style.verticalAlign === 'sub'],
] as const;

const KEPT_ATTRIBUTES = new Set(['href', 'colspan', 'rowspan', 'start']);

/** An element without its looks; what its style meant becomes an element of its own. */
function toPlain(element: Element): void {
  const style = element instanceof HTMLElement ? element.style : null;
  const isNormal = style?.fontWeight === 'normal' || style?.fontWeight === '400';
  const inHeading = element.closest('h1, h2, h3, h4, h5, h6') !== null;
  const tag = element.tagName.toLowerCase();
  const marks = style && tag === 'span' ? MARKS.filter(([mark, isMeant]) => isMeant(style) && !(mark === 'strong' && inHeading)) : [];
  const title = /\bMsoTitle\b/.test(element.className);
  for (const { name } of [...element.attributes]) if (!KEPT_ATTRIBUTES.has(name)) element.removeAttribute(name);
  if (tag === 'a') element.setAttribute('href', toTarget(element.getAttribute('href') ?? ''));
  if (marks.length > 0) {
    const [outer, inner] = nest(marks.map(([mark]) => element.ownerDocument.createElement(mark)));
    inner.append(...element.childNodes);
    element.replaceWith(outer);
  } else if (title) {
    const heading = element.ownerDocument.createElement('h2');
    heading.append(...element.childNodes);
    element.replaceWith(heading);
  } else if (
    tag === 'span' ||
    tag === 'font' ||
    tag.includes(':') ||
    (tag === 'b' && (isNormal || inHeading)) ||
    (tag === 'u' && element.closest('a'))
  ) {
    element.replaceWith(...element.childNodes);
  }
}

function nest(elements: readonly HTMLElement[]): [outer: Element, inner: Element] {
  const [outer] = elements;
  if (!outer) throw new Error('nothing to nest');
  let inner = outer;
  for (const element of elements.slice(1)) {
    inner.append(element);
    inner = element;
  }
  return [outer, inner];
}

/** Google wraps addresses in one of its own that counts who follows them. */
function toTarget(href: string): string {
  const url = URL.parse(href);
  const inner = url && /^(www\.)?google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url' ? url.searchParams.get('q') : null;
  return inner ?? href;
}

/** Word's list paragraphs (`mso-list: l0 level2 lfo1`) as lists in each other. */
function toLists(body: HTMLElement): void {
  const open: { list: HTMLElement; level: number }[] = [];
  let last: Element | null = null;
  for (const paragraph of [...body.querySelectorAll('p')]) {
    const level = Number(/mso-list:[^;"]*level(\d)/i.exec(paragraph.getAttribute('style') ?? '')?.[1] ?? 0);
    if (level === 0) continue;
    const marker = [...paragraph.querySelectorAll('span')].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''));
    const tag = /^\s*(\d+|[a-z]|[ivxlc]+)[.)]/i.test(marker?.textContent ?? '') ? 'ol' : 'ul';
    marker?.remove();
    if (paragraph.previousElementSibling !== last) open.length = 0;
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    if (open.at(-1)?.level !== level) {
      const list = body.ownerDocument.createElement(tag);
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      open.push({ list, level });
    }
    const item = body.ownerDocument.createElement('li');
    item.append(...paragraph.childNodes);
    open.at(-1)?.list.append(item);
    last = open[0]?.list ?? null;
    paragraph.remove();
  }
}

function listComments(body: HTMLElement): Comment[] {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments: Comment[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Comment) comments.push(walker.currentNode);
  return comments;
}
