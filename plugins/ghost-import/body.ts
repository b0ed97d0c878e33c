import type { Body } from '../../core/richtext/types.ts';
import { isBody, toBody } from '../../core/richtext/types.ts';
import { cleanText, isDeeperThan, mapStrings } from './clean.ts';
import type { Columns } from './columns.ts';
import { getHtmlToKoenig } from './html-to-koenig.ts';
import type { Import } from './import.ts';
import { type KoenigNode, toOurBody } from './koenig.ts';

/** What people write is never nested deeper; Koenig's own editor stops far before. */
const DEEPEST_BODY = 150;

interface BodySource {
  readonly columns: Columns;
  /** Makes the ids of blocks, so that the same post gets the same ones. */
  readonly seed: string;
  readonly run: Import;
  readonly warn: (message: string) => void;
}

/**
 * The body of a post from whatever its version of Ghost kept: Lexical, Mobiledoc, HTML, or the Markdown
 * of 0.x. One that cannot be read is passed over with a warning for the next best.
 */
export async function toBodyOfPost({ columns, seed, run, warn }: BodySource): Promise<Body> {
  for (const [column, read] of READERS) {
    const text = columns.text(column, 20_000_000);
    if (!text) continue;
    try {
      const tree: unknown = await read(text);
      if (isDeeperThan(tree, DEEPEST_BODY)) throw new Error('it is nested too deeply');
      const clean = mapStrings(tree, (string) => run.toOurs(cleanText(string)));
      return toOurBody(clean, { seed, warn });
    } catch (error) {
      warn(`Its ${column} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
    }
  }
  return toBody([]);
}

type ReadBody = (text: string) => unknown;

const READERS: readonly (readonly [string, ReadBody])[] = [
  ['lexical', readJson],
  ['mobiledoc', readMobiledoc],
  ['markdown', (markdown) => toTree({ type: 'markdown', markdown })],
  ['html', readHtml],
  ['plaintext', readPlainText],
];

function readJson(text: string): unknown {
  const tree: unknown = JSON.parse(text);
  if (typeof tree !== 'object' || tree === null || !('root' in tree)) throw new Error('it has no root');
  return tree;
}

/** Ghost's own converters, loaded only by the import that needs them. */
async function readMobiledoc(text: string): Promise<unknown> {
  const { mobiledocToLexical } = await import('@tryghost/kg-converters');
  return withOldMeaning(readJson(mobiledocToLexical(text)));
}

/** A call in mails had no lines and went to everybody when nothing else was said; in Lexical the defaults are others. */
function withOldMeaning(tree: unknown): unknown {
  if (!isBody(tree)) return tree;
  const children = tree.root.children.map((node) => {
    const card: KoenigNode = { ...node };
    if (card.type !== 'email-cta') return card;
    return { ...card, showDividers: card.showDividers ?? false, segment: card.segment || 'status:free,status:-free' };
  });
  return { root: { ...tree.root, children } };
}

/** HTML that Ghost's reader makes nothing of is kept as one card: an empty body would be a silent loss. */
function readHtml(html: string): unknown {
  const tree = getHtmlToKoenig()(html);
  const children = isBody(tree) ? tree.root.children : [];
  const isEmpty = children.every((node) => !('children' in node && node.children.length > 0) && node.type === 'paragraph');
  return isEmpty && html.trim() ? toTree({ type: 'html', html }) : tree;
}

function readPlainText(text: string): unknown {
  const children = text.split(/\n{2,}/).map((paragraph) => ({ type: 'paragraph', children: [{ type: 'text', text: paragraph }] }));
  return toTree(...children);
}

function toTree(...children: KoenigNode[]): unknown {
  return { root: { type: 'root', children } };
}
