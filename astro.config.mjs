import { fileURLToPath } from 'node:url';
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import { precompressed } from './sites/shared/precompressed.ts';
import { sharedRoutes } from './sites/shared/routes.ts';

const sites = ['blog', 'market', 'cart', 'events', 'federation', 'account'];
// The development server runs all six in one process and says which in the address of this file.
const site = new URL(import.meta.url).searchParams.get('site') ?? process.env.SITE;
if (!site || !sites.includes(site)) {
  throw new Error(`Set SITE to one of ${sites.join(', ')}: one config builds six sites.`);
}

/** One config for six sites; see https://docs.astro.build/en/reference/configuration-reference/ */
export default defineConfig({
  srcDir: `./sites/${site}`,
  outDir: `./dist/${site}`,
  cacheDir: `./node_modules/.astro/${site}`,
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  integrations: [sharedRoutes(), precompressed()],
  // Sessions are the identity door's, kept in Postgres.
  session: false,
  cache: { provider: { name: 'rose', entrypoint: new URL('./server/astro-cache-provider.ts', import.meta.url) } },
  build: { inlineStylesheets: 'always' },
  compressHTML: true,
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  security: {
    // Both are the host's: it refuses unknown names and compares Origin exactly. The
    // domain is known only at run time, so a list baked in here would be wrong.
    allowedDomains: [{}],
    checkOrigin: false,
    csp: {
      // The host adds what depends on the domain: form-action, frame-ancestors and the like.
      directives: [
        "default-src 'self'",
        "img-src 'self' data: https: http:",
        "media-src 'self' https: http:",
        "font-src 'self'",
        'frame-src https:',
      ],
      scriptDirective: { resources: ["'self'"] },
      // Style attributes (blur placeholders, focal points) are our own: `core/html.ts` lets none through.
      styleDirective: { resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  vite: {
    // There is none: files of ours are imported. A folder that is missing would keep its neighbours from being watched.
    publicDir: false,
    // What the house itself writes while it runs.
    server: { watch: { ignored: ['.rose', 'dist', 'cms/.next'].map((folder) => `${fileURLToPath(new URL(folder, import.meta.url))}/**`) } },
    cacheDir: `./node_modules/.vite/${site}`,
    // A font as a data: address would need a hole in the policy above.
    build: { assetsInlineLimit: 0 },
  },
});
