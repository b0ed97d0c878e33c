import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findRoot } from '../../../env.ts';

/** What of the sites' design a card in a text is drawn with; fonts stay with the sites. */
const SHEETS = ['tokens', 'base', 'prose', 'blocks', 'forms'];

export const dynamic = 'force-dynamic';

/**
 * The design for the editor's pictures of cards: `:root`, `html` and `body` become the host of the
 * shadow tree in which a card stands, so that nothing of it touches the admin.
 */
export async function GET(): Promise<Response> {
  const sheets = await Promise.all(SHEETS.map((name) => readFile(path.join(findRoot(), 'sites/shared/design', `${name}.css`), 'utf8')));
  const css = sheets.join('\n').replace(/^(\s*)(?::root|html|body)(?=[\s,{])/gm, '$1:host');
  return new Response(css, { headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'private, max-age=300' } });
}
