import type { AstroIntegration } from 'astro';

const pages = new URL('./pages/', import.meta.url);

/** Routes that every site has: the design's stable addresses, robots, 404. */
const routes = {
  '/assets/rose.css': 'rose.css.ts',
  '/favicon.svg': 'favicon.svg.ts',
  '/robots.txt': 'robots.txt.ts',
  '/404': 'not-found.astro',
};

export function sharedRoutes(): AstroIntegration {
  return {
    name: 'rose-shared-routes',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        for (const [pattern, file] of Object.entries(routes)) {
          injectRoute({ pattern, entrypoint: new URL(file, pages), prerender: false });
        }
      },
    },
  };
}
