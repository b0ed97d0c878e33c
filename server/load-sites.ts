import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SiteName } from '../contracts/shared.ts';
import type { SiteApp } from './host/router.ts';
import type { SiteHandler } from './host/sites.ts';
import { Sentence } from './sentence.ts';

export interface LoadedSites {
  readonly apps: ReadonlyMap<SiteName, SiteApp>;
  close(): Promise<void>;
}

/** The built sites, or in development each from its sources at its first request. */
export async function loadSites({ root, dev, names }: { root: string; dev: boolean; names: readonly SiteName[] }): Promise<LoadedSites> {
  if (dev) {
    // Astro's own server is 700 modules that a built site does without.
    const { startSiteFromSources } = await import('./dev-sites.ts');
    const started = names.map((name) => [name, startSiteFromSources({ root, site: name })] as const);
    return {
      apps: new Map(started.map(([name, site]) => [name, { handler: site.handler }])),
      close: async () => void (await Promise.all(started.map(([, site]) => site.close()))),
    };
  }
  const apps = await Promise.all(names.map(async (name) => [name, await loadBuilt(root, name)] as const));
  return { apps: new Map(apps), close: async () => {} };
}

async function loadBuilt(root: string, name: SiteName): Promise<SiteApp> {
  const entry = path.join(root, 'dist', name, 'server/entry.mjs');
  if (!existsSync(entry)) throw new Sentence(`The site ${name} is not built. Run "npm run build" first.`);
  const { handler } = (await import(pathToFileURL(entry).href)) as { handler: SiteHandler };
  return { handler, clientDir: path.join(root, 'dist', name, 'client') };
}
