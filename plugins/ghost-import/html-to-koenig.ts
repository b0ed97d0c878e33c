import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

type HtmlToKoenig = (html: string) => unknown;

let loaded: HtmlToKoenig | undefined;

/**
 * Ghost's own reading of HTML, cards included. Loaded at the first post that has nothing but HTML.
 *
 * @NOTE Ghost's packages want Lexical 0.13.1, Payload has a later one, so npm gives each of Ghost's
 * packages a copy of its own. Lexical keeps its state per copy, and several together answer with an
 * empty document and no error. While they load, all of them are therefore led to one copy; and they load
 * as CommonJS, because 0.13.1 has no names that an ES module could import.
 */
export function getHtmlToKoenig(): HtmlToKoenig {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  const anchor = require.resolve('@tryghost/kg-html-to-lexical');
  const requireFromAnchor = createRequire(anchor);
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const isLexical = specifier === 'lexical' || specifier.startsWith('@lexical/');
      if (!isLexical || !context.parentURL?.includes('/node_modules/@tryghost/')) return next(specifier, context);
      try {
        return { url: pathToFileURL(requireFromAnchor.resolve(specifier)).href, format: 'commonjs', shortCircuit: true };
      } catch {
        // A part that the anchor does not have stays where it is; its own `lexical` is led here again.
        return next(specifier, context);
      }
    },
  });
  try {
    const { htmlToLexical }: { htmlToLexical: HtmlToKoenig } = require(anchor);
    loaded = htmlToLexical;
    return htmlToLexical;
  } finally {
    hooks.deregister();
  }
}
