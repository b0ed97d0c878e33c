import { render } from '@tryghost/kg-markdown-html-renderer';
import { element, sanitizeInline } from '../../html.ts';
import type { RenderBlock, RenderContext } from '../context.ts';
import { textOf } from '../fields.ts';

/** Markdown with tables and footnotes, in the dialect that Ghost's editor speaks; then sanitised. */
export const renderMarkdown: RenderBlock = (fields, context) => {
  const markdown = textOf(fields.markdown);
  if (!markdown.trim()) return '';
  const { html, marks } = takeNotes(context.raw(withMarks(render(markdown))), context);
  const met = new Set<string>();
  const content = html.replace(MARK, (_mark, number: string) => {
    const mark = marks.get(number) ?? '';
    // The way back leads to the first mark of a note, so only that one has the id.
    const isFirst = !met.has(number);
    met.add(number);
    return isFirst ? mark : mark.replace(/ id="[^"]*"/, '');
  });
  return element('div', { class: 'card-markdown' }, content);
};

/** Stands for the mark of a note while the rest is sanitised: letters that nobody types. */
const MARK = /\ue000note(\d+)\ue001/g;

function withMarks(html: string): string {
  return html
    .replace(/[\ue000\ue001]/g, '')
    .replace(/<sup class="footnote-ref"><a href="#fn(\d+)" id="fnref[\d:]+">\[[\d:]+\]<\/a><\/sup>/g, '\ue000note$1\ue001');
}

/** The notes below a text of Markdown go to the end of the whole, with the numbers that they have there. */
function takeNotes(html: string, context: RenderContext): { html: string; marks: Map<string, string> } {
  const marks = new Map<string, string>();
  const list = /<hr \/>\s*<section>\s*<ol>([\s\S]*?)<\/ol>\s*<\/section>\s*$/.exec(html);
  const notes = new Map<string, string>();
  for (const [, number = '', words = ''] of (list?.[1] ?? '').matchAll(/<li id="fn(\d+)">([\s\S]*?)<\/li>(?=\s*(?:<li id="fn|$))/g)) {
    notes.set(
      number,
      sanitizeInline(words.replace(/<a href="#fnref[^"]*">[^<]*<\/a>/g, '').replace(/<\/p>\s*<p>/g, '<br>'), context.options),
    );
  }
  for (const [, number = ''] of html.matchAll(MARK)) {
    const note = notes.get(number);
    if (note !== undefined && !marks.has(number)) marks.set(number, context.note(note));
  }
  return { html: list && notes.size > 0 ? html.slice(0, list.index) : html, marks };
}
