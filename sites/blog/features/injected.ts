import type { APIContext } from 'astro';
import type { InjectedCode } from '../../../contracts/blog-pages.ts';
import { allowCode } from '../../../core/injected-code.ts';

/**
 * Code of others, switched on and written by an admin, with leave to run in this page. The blog alone runs it,
 * never a page where one pays or signs in. Called by the page itself: its policy is sent before its parts are drawn.
 */
export function admitCode(code: InjectedCode | null, csp: APIContext['csp']): { readonly head: string; readonly foot: string } {
  if (!code) return { head: '', foot: '' };
  const [head, foot] = [allowCode(code.head, code.origins), allowCode(code.foot, code.origins)];
  for (const part of [head, foot]) {
    for (const hash of part.scripts) csp?.insertScriptHash(hash);
    for (const hash of part.styles) csp?.insertStyleHash(hash);
    for (const origin of part.origins) csp?.insertScriptResource(origin);
  }
  // What a listed origin counts or shows it also fetches.
  if (code.origins.length > 0) csp?.insertDirective(`connect-src 'self' ${code.origins.join(' ')}`);
  return { head: head.html, foot: foot.html };
}
