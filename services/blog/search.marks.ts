import { escapeHtml } from '../../core/html.ts';

/** Escaped, with `<mark>` where Postgres put its two marks; one without its other half is dropped. */
export function toMarked(text: string): string {
  let isOpen = false;
  const html = escapeHtml(text).replace(/[\uE000\uE001]/g, (mark) => {
    if (mark === '\uE000' && !isOpen) {
      isOpen = true;
      return '<mark>';
    }
    if (mark === '\uE001' && isOpen) {
      isOpen = false;
      return '</mark>';
    }
    return '';
  });
  return isOpen ? `${html}</mark>` : html;
}
