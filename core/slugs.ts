/**
 * A slug: lower case, letters and digits of any script, single hyphens; at most 191 characters.
 * Marks are dropped from Latin letters (`é` → `e`); an input without any letter becomes `untitled`.
 */
export function toSlug(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .slice(0, 191)
    .replace(/^-+|-+$/g, '');
  return slug || 'untitled';
}
