import { escapeHtml } from '../html.ts';

/** Lexical's format bits, from the mark closest to the text outwards. */
const MARKS = [
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
  [128, 'mark'],
  [8, 'u'],
  [4, 's'],
  [2, 'em'],
  [1, 'strong'],
] as const;

/** Text with its marks as HTML. */
export function toMarkedText(text: string, format: number): string {
  let html = escapeHtml(text);
  for (const [bit, tag] of MARKS) if (format & bit) html = `<${tag}>${html}</${tag}>`;
  return html;
}
