import { readFileSync } from 'node:fs';
import path from 'node:path';
import { toHtml } from '../../core/richtext/to-html.ts';
import type { Body } from '../../core/richtext/types.ts';
import { createAddressChanger } from '../../plugins/ghost-import/addresses.ts';
import { toBodyOfPost } from '../../plugins/ghost-import/body.ts';
import { readColumns } from '../../plugins/ghost-import/columns.ts';
import type { Import } from '../../plugins/ghost-import/import.ts';
import { toOurBody } from '../../plugins/ghost-import/koenig.ts';
import { normalise } from './normalise.ts';

/** The pairs of Ghost's editor packages: what goes in, and what Ghost makes of it. */
export interface Pair {
  readonly test: string;
  readonly kind: string;
  readonly type?: string;
  readonly input: unknown;
  readonly output: unknown;
  readonly options?: { readonly target?: string; readonly postUrl?: string };
}

export const CORPUS = path.resolve(import.meta.dirname, '../../../shared/fixtures/koenig');
const FILES = ['kg-default-nodes', 'kg-lexical-html-renderer', 'kg-default-cards', 'kg-converters', 'kg-html-to-lexical'];

export function readPairs(): Pair[] {
  return FILES.flatMap((name) => JSON.parse(readFileSync(path.join(CORPUS, `${name}.json`), 'utf8')) as Pair[]);
}

const toOurs = createAddressChanger(null);
const run = { toOurs } as Import;
const READERS = ['guest', 'member', 'paid'] as const;

/** A body by the way every imported post takes: the columns of its row, our importer, the JSON that Payload keeps. */
export async function importBody(column: 'lexical' | 'mobiledoc' | 'html', text: string): Promise<Body> {
  const read = readColumns({ id: 'x', [column]: text }, { required: [], warn: () => {} });
  if (read.type !== 'read') throw new Error('The row was refused.');
  const body = await toBodyOfPost({ columns: read.columns, seed: 'corpus', run, warn: () => {} });
  return JSON.parse(JSON.stringify(body)) as Body;
}

/** One document twice: as Ghost renders it and as we do, both as lists of what they say. */
export interface Compared {
  readonly name: string;
  readonly card: string;
  readonly ghost: string[];
  readonly ours: string[];
  /** The recorder of old cards kept the innermost element only: then ours has to hold what was recorded. */
  readonly isPart: boolean;
}

export async function compare(pair: Pair): Promise<Compared> {
  const base = { name: pair.test, card: pair.type ?? pair.kind, isPart: false };
  switch (pair.kind) {
    case 'mobiledocToLexical':
      return {
        ...base,
        ghost: normalise(toPlainHtml(pair.output)),
        ours: normalise(toHtml(await importBody('mobiledoc', toText(pair.input)))),
      };
    case 'lexicalToMobiledoc': {
      const [there, back] = await Promise.all([importBody('lexical', toText(pair.input)), importBody('mobiledoc', toText(pair.output))]);
      return { ...base, ghost: normalise(toHtml(back)), ours: normalise(toHtml(there)) };
    }
    case 'htmlToLexical':
      return {
        ...base,
        ghost: normalise(toPlainHtml(pair.output)),
        ours: normalise(toHtml(await importBody('html', String(pair.input ?? '')))),
      };
    default:
      return { ...base, isPart: pair.kind === 'mobiledoc-card-render', ...(await compareRendering(pair)) };
  }
}

async function compareRendering({ kind, type, input, output, options }: Pair): Promise<Pick<Compared, 'ghost' | 'ours'>> {
  const isTree = typeof input === 'object' && input !== null && 'root' in input;
  const body =
    kind === 'mobiledoc-card-render'
      ? await importBody(
          'mobiledoc',
          JSON.stringify({ version: '0.3.1', ghostVersion: '4.0', atoms: [], markups: [], cards: [[type, input]], sections: [[10, 0]] }),
        )
      : await importBody('lexical', JSON.stringify(isTree ? input : { root: { type: 'root', children: [input] } }));
  const shown = READERS.map((reader) =>
    toHtml(body, {
      reader,
      kind: options?.target === 'email' ? 'mail' : 'site',
      signUpUrl: '/join/',
      nameFor: (field, fallback) => (fallback ? `%%{${field}, "${fallback}"}%%` : `%%{${field}}%%`),
      ...(options?.postUrl ? { pageUrl: options.postUrl } : {}),
    }),
  );
  return { ghost: normalise(withCommas(toOurs(String(output)))), ours: normalise(shown.find(Boolean) ?? '') };
}

/** Whether the recorded part is in ours, whole and in its order. */
export function isWithin({ ghost, ours }: Compared): boolean {
  if (ghost.length === 0) return true;
  const starts = ours.flatMap((line, at) => (line === ghost[0] ? [at] : []));
  if (starts.some((at) => ghost.every((line, offset) => ours[at + offset] === line))) return true;
  // Of code only the characters were kept.
  return ours.some((line) => line === JSON.stringify(ghost.join('\n')));
}

/** Ghost lets the comma be left out; what it then means is the same. */
function withCommas(html: string): string {
  return html.replace(/%%\{(\w+),? +"([^"]*)"\}%%/g, '%%{$1, "$2"}%%');
}

/** A tree of Koenig's without our importer's reading of columns. */
function toPlainHtml(tree: unknown): string {
  return toHtml(toOurBody(tree, { seed: 'corpus', warn: () => {} }));
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
