import type { AstroIntegration } from 'astro';

const pages = new URL('./pages/', import.meta.url);

/** Routes that every site has: the design's stable addresses, robots, 404. What asks nobody anything is made while building. */
const routes = {
  '/assets/rose.css': { file: 'rose.css.ts', prerender: true },
  '/favicon.svg': { file: 'favicon.svg.ts', prerender: true },
  '/robots.txt': { file: 'robots.txt.ts', prerender: false },
  '/404': { file: 'not-found.astro', prerender: false },
};

export function sharedRoutes(): AstroIntegration {
  return {
    name: 'rose-shared-routes',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        for (const [pattern, { file, prerender }] of Object.entries(routes)) {
          injectRoute({ pattern, entrypoint: new URL(file, pages), prerender });
        }
      },
    },
  };
}
