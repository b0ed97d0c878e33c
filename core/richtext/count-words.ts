import { isBody } from './types.ts';

/** What a reader gets through in a minute. */
export const WORDS_A_MINUTE = 230;

/** Fields of blocks that a reader sees as words. */
const WORDS = new Set(
  'header subheader heading title description caption code markdown html text content buttonText fileTitle fileCaption productTitle productDescription sponsorLabel'.split(
    ' ',
  ),
);

/** How many words a body has, light enough to be asked at every key; HTML is read without its tags. */
export function countWords(body: unknown): number {
  return isBody(body) ? countIn(body.root, 0) : 0;
}

/** Whole minutes, at least one. */
export function toReadingMinutes(words: number): number {
  return Math.max(1, Math.round(words / WORDS_A_MINUTE));
}

function countIn(value: unknown, depth: number): number {
  if (depth > 100 || typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return countText(joinTexts(value)) + sum(value, (child) => (isText(child) ? 0 : countIn(child, depth + 1)));
  const node: Record<string, unknown> = { ...value };
  if (typeof node.fields === 'object' && node.fields !== null && (node.type === 'block' || node.type === 'inlineBlock')) {
    return sum(Object.entries(node.fields), ([name, field]) => {
      if (!WORDS.has(name)) return 0;
      return typeof field === 'string' ? countText(field.replace(/<[^>]*>/g, ' ')) : isBody(field) ? countIn(field.root, depth + 1) : 0;
    });
  }
  return 'children' in node ? countIn(node.children, depth + 1) : 0;
}

/** A word may be in several pieces, one of them bold: neighbours are counted together. */
function joinTexts(nodes: readonly unknown[]): string {
  return nodes.map((node) => (isText(node) ? node.text : ' ')).join('');
}

function isText(node: unknown): node is { text: string } {
  return typeof node === 'object' && node !== null && 'text' in node && typeof node.text === 'string';
}

function countText(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
