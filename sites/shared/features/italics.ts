/** Whether some of the words stand in italics, so that their font is wanted before the first line is set. */
export function hasItalics(html: string): boolean {
  return /<(em|i|blockquote|cite|dfn|var)\b/.test(html);
}
