import { escapeHtml } from '../../core/html.ts';

type Marker = readonly [type: number, opened: readonly number[], closed: number, value: string | number];

/**
 * The words of a Mobiledoc 0.3 (https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md) as plain HTML, without
 * Ghost's converter: the oracle for what comes out of it. Null when there are cards, which have pairs of their own.
 */
export function toPlainMobiledoc(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('sections' in input)) return null;
  const { sections, markups } = input as { sections: readonly (readonly unknown[])[]; markups: readonly (readonly [string, string[]?])[] };
  if (sections.some(([type]) => type === 10)) return null;
  return sections.map(([type, tag, content]) => toSection(Number(type), String(tag), content, markups)).join('');
}

type Markups = readonly (readonly [string, string[]?])[];

function toSection(type: number, tag: string, content: unknown, markups: Markups): string {
  if (type === 3) return `<${tag}>${(content as Marker[][]).map((item) => `<li>${toLine(item, markups)}</li>`).join('')}</${tag}>`;
  const isAside = tag === 'aside';
  return `<${isAside ? 'blockquote class="card-aside"' : tag}>${toLine(content as Marker[], markups)}</${isAside ? 'blockquote' : tag}>`;
}

function toLine(markers: readonly Marker[], markups: Markups): string {
  const open: string[] = [];
  let html = '';
  for (const [type, opened, closed, value] of markers) {
    for (const index of opened) {
      const [tag = '', attributes = []] = markups[index] ?? [];
      const pairs = attributes.flatMap((name, at) => (at % 2 === 0 ? [` ${name}="${escapeHtml(attributes[at + 1] ?? '')}"`] : []));
      html += `<${tag}${pairs.join('')}>`;
      open.push(tag);
    }
    html += type === 1 ? '<br>' : escapeHtml(String(value));
    for (let n = 0; n < closed; n++) html += `</${open.pop()}>`;
  }
  return html;
}
