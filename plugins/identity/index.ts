import type { Identity, Mount } from '../../contracts/doors.ts';
import { onceItWorks } from '../../platform/once.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { CLIENT_HOSTS } from './clients.ts';
import { endDevice } from './devices.ts';
import { createExpirySweep } from './expiry.ts';
import { readCookie, toCookieName } from './http.ts';
import { resealKeys } from './keys.ts';
import { createMounts } from './mounts.ts';
import type { Context, IdentityOptions } from './options.ts';
import { createRevocations } from './revocations.ts';
import { createSiteRoutes } from './site-routes.ts';
import { findDevice, findLiveSession, listDevices } from './site-sessions.ts';

export interface IdentityDoor {
  readonly door: Identity;
  readonly mounts: readonly Mount[];
  readonly sweeps: readonly ReturnType<typeof createExpirySweep>[];
  /** After the secret has changed: seals the keys under the present one. */
  resealKeys(): Promise<void>;
  /** Begins to look for sessions that other processes ended; needed where viewers are remembered. */
  start(): void;
  stop(): void;
  /** One such look, now. */
  look(): Promise<void>;
}

/**
 * The identity door: the OpenID Connect server on the federation host, each of our hosts as its
 * client with a session of its own, and the answer to "who is this". Opens nothing by itself.
 */
export function createIdentity(options: IdentityOptions): IdentityDoor {
  const tx = toExecutor(options.payload);
  const revocations = createRevocations({ tx, log: options.log });
  const federation = options.originOf('federation');
  const context: Context = {
    ...options,
    tx,
    issuer: `${federation}/oidc`,
    secure: federation.startsWith('https:'),
    announce: revocations.announce,
  };
  // Loaded at the first sign-in: the house starts without it.
  const getProvider = onceItWorks(async () => (await import('./provider.ts')).createProvider(context));
  const routes = new Map(CLIENT_HOSTS.map((host) => [host, createSiteRoutes(context, getProvider, host)] as const));
  const cookieName = toCookieName('rose_session', context);

  const door: Identity = {
    findViewer: async ({ site, cookie }) => {
      const token = readCookie(cookie, cookieName);
      if (!token) return null;
      try {
        const session = await findLiveSession(tx, { site, token });
        return session && (await options.services().account.findViewer({ userId: session.userId, sid: session.id }));
      } catch (error) {
        // Whoever cannot be checked is a guest.
        options.log.error({ err: error, site }, 'A grant could not be checked, so this reader counts as a guest.');
        return null;
      }
    },
    onRevoked: revocations.onRevoked,
    onGuestVisit: async ({ req, res, site }) => {
      try {
        return (await routes.get(site)?.tryQuietly({ req, res })) ?? false;
      } catch (error) {
        options.log.error({ err: error, site }, 'A guest could not be asked about; they read on as one.');
        return false;
      }
    },
    listSessions: (query) => listDevices(tx, query),
    endDevice: async ({ userId, sid }) => {
      const deviceUid = await findDevice(tx, { userId, sid });
      if (deviceUid) await endDevice(context, getProvider, deviceUid);
    },
  };
  return {
    door,
    mounts: createMounts(context, getProvider, routes),
    sweeps: [createExpirySweep(tx)],
    resealKeys: () => resealKeys(context),
    start: revocations.start,
    stop: revocations.stop,
    look: revocations.look,
  };
}
