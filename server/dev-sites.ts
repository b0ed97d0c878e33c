import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AstroInlineConfig, dev } from 'astro';
import type { SiteName } from '../contracts/shared.ts';
import type { SiteHandler } from './host/sites.ts';
import { choosePort } from './port.ts';

export interface SiteFromSources {
  readonly handler: SiteHandler;
  close(): Promise<void>;
}

type DevServer = Awaited<ReturnType<typeof dev>>;

/** Astro reads the locals of a development request from here. */
const LOCALS = Symbol.for('astro.locals');
/** `.astro/` is shared by the six: they start one after another. */
let turn: Promise<unknown> = Promise.resolve();

/** A site rendered from its sources by Astro's development server, started at its first request. */
export function startSiteFromSources({ root, site }: { root: string; site: SiteName }): SiteFromSources {
  let server: Promise<DevServer> | null = null;

  function start(): Promise<DevServer> {
    const started = turn.then(() => startAstro(root, site));
    turn = started.catch(() => {});
    // A start that failed is tried again at the next request.
    started.catch(() => (server = null));
    return started;
  }

  return {
    handler: async (req, res, _next, locals) => {
      server ??= start();
      const { handle } = await server;
      handle(withLocals(req, locals), res);
    },
    close: async () => {
      const started = await server?.catch(() => null);
      await started?.stop();
    },
  };
}

async function startAstro(root: string, site: SiteName): Promise<DevServer> {
  const file = pathToFileURL(path.join(root, 'astro.config.mjs'));
  file.searchParams.set('site', site);
  const { default: config }: { default: AstroInlineConfig } = await import(file.href);
  return dev({
    ...config,
    root,
    configFile: false,
    logLevel: 'warn',
    // Only its socket for edits is asked there; pages come through the host, which knows our names.
    server: { host: '127.0.0.1', port: await choosePort(0), allowedHosts: true },
  });
}

function withLocals(req: IncomingMessage, locals: object): IncomingMessage {
  Reflect.set(req, LOCALS, locals);
  return req;
}
