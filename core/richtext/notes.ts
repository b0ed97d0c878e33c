import { element, escapeHtml } from '../html.ts';

/** The notes of one text: marks where they belong, and all of them at the end. */
export interface Notes {
  /** The mark for a note; `html` may stand in a line. */
  add(html: string): string;
  /** Every note with the way back to its mark; empty when there is none. */
  toHtml(): string;
}

/**
 * Numbered notes as WAI-ARIA's publishing roles name them (https://www.w3.org/TR/dpub-aria-1.1/): the same in pages,
 * feeds and mails. `prefix` keeps the ids of two texts on one page apart.
 */
export function createNotes(prefix = ''): Notes {
  const notes: string[] = [];
  const noteId = (number: number) => `${prefix}note-${number}`;
  const markId = (number: number) => `${prefix}note-mark-${number}`;
  return {
    add: (html) => {
      const number = notes.push(html);
      const link = { id: markId(number), href: `#${noteId(number)}`, role: 'doc-noteref', 'aria-label': `Note ${number}` };
      return element('sup', { class: 'footnote-ref' }, element('a', link, String(number)));
    },
    toHtml: () => {
      if (notes.length === 0) return '';
      const items = notes.map((html, index) => {
        const number = index + 1;
        const back = {
          class: 'footnote-backref',
          href: `#${markId(number)}`,
          role: 'doc-backlink',
          'aria-label': `Back to the text of note ${number}`,
        };
        return element('li', { id: noteId(number) }, `${html} ${element('a', back, '↩')}`);
      });
      const title = element('p', { class: 'notes-title' }, escapeHtml('Notes'));
      return element(
        'section',
        { class: 'footnotes', role: 'doc-endnotes', 'aria-label': 'Notes' },
        title + element('ol', {}, items.join('')),
      );
    },
  };
}
