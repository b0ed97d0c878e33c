import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Mount } from '../../contracts/doors.ts';
import { CLIENT_HOSTS, type ClientHost } from './clients.ts';
import { createInteractions } from './interactions.ts';
import type { Context } from './options.ts';
import { noteSilentAsk } from './silent-asks.ts';
import type { SiteRoutes } from './site-routes.ts';

type Step = (exchange: { req: IncomingMessage; res: ServerResponse }) => Promise<void>;

/** The HTTP of this door: the issuer on the federation host, and the comings and goings on every host. */
export function createMounts(context: Context, getProvider: () => Promise<Provider>, routes: ReadonlyMap<ClientHost, SiteRoutes>): Mount[] {
  return [...issuerMounts(context, getProvider), ...CLIENT_HOSTS.flatMap((host) => hostMounts(host, routes.get(host)))];
}

function issuerMounts(context: Context, getProvider: () => Promise<Provider>): Mount[] {
  const role = 'federation';
  const interactions = createInteractions(context, getProvider);
  const toProvider =
    (rewrite: (url: string) => string): Mount['handler'] =>
    async (req, res) => {
      const provider = await getProvider();
      const { url = '/' } = req;
      if (/^\/oidc\/auth\?/.test(url)) await noteSilentAsk(context, { req, res });
      req.url = rewrite(url);
      // Koa's router looks at the path below the mount, as it would see it from Express.
      await provider.callback()(req, res);
    };
  return [
    { role, host: role, path: '/oidc', crossOrigin: true, handler: toProvider((url) => url.replace(/^\/oidc(?=[/?]|$)/, '') || '/') },
    // RFC 8414 §3.1 puts an issuer's path behind the well-known one.
    ...['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'].map(
      (path): Mount => ({ role, host: role, path, handler: toProvider(() => path) }),
    ),
    {
      role,
      host: role,
      path: '/oidc/interaction',
      handler: async (req, res, next) => {
        const [, uid, step] = /^\/oidc\/interaction\/([\w-]+)(\/confirm)?(?:\?|$)/.exec(req.url ?? '') ?? [];
        if (!uid) return next();
        const act = { GET: step ? interactions.showConfirm : interactions.show, POST: step ? interactions.confirm : interactions.submit }[
          req.method ?? ''
        ];
        if (!act) return refuseMethod(res, 'GET, POST');
        try {
          await act({ req, res, uid });
        } catch (error) {
          await interactions.fail({ res }, error);
        }
      },
    },
  ];
}

function hostMounts(host: ClientHost, routes: SiteRoutes | undefined): Mount[] {
  if (!routes) return [];
  const mount = (method: 'GET' | 'POST', path: string, step: Step, crossOrigin = false): Mount => ({
    role: host,
    host,
    path,
    crossOrigin,
    handler: async (req, res, next) => {
      if ((req.url ?? '').split('?')[0] !== path) return next();
      if (req.method !== method) return refuseMethod(res, method);
      try {
        await step({ req, res });
      } catch (error) {
        await routes.fail({ res }, error);
      }
    },
  });
  return [
    mount('GET', '/sign-in', routes.signIn),
    mount('GET', '/auth/callback', routes.callback),
    mount('POST', '/sign-out', routes.signOut),
    mount('GET', '/signed-out', routes.signedOut),
    mount('POST', '/auth/backchannel', routes.backchannel, true),
  ];
}

function refuseMethod(res: ServerResponse, allow: string): void {
  res.writeHead(405, { Allow: allow, 'Content-Length': '0' });
  res.end();
}
