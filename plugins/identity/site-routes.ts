import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { endAdminSession, findAdminSid } from './admin-session.ts';
import type { ClientHost } from './clients.ts';
import { endDevice } from './devices.ts';
import { BadForm, readCookie, readForm, redirect, sendEmpty, sendPage, toCookie, toCookieName } from './http.ts';
import { listPublicKeys } from './keys.ts';
import { verifyLogoutToken } from './logout-token.ts';
import { openSession } from './open-session.ts';
import type { Context } from './options.ts';
import { renderProblem, renderSignedOut } from './pages.ts';
import { type Attempt, createRelyingParty, toRefusal } from './relying-party.ts';
import { toReturnPath } from './return-path.ts';
import { GUEST_SECONDS, isStillRefused } from './silent-asks.ts';
import { endSessionsOfSid, findDeviceOfPayloadSession, findLiveSession } from './site-sessions.ts';

const ATTEMPT_SECONDS = 60 * 60;

type Exchange = { req: IncomingMessage; res: ServerResponse };
export type SiteRoutes = ReturnType<typeof createSiteRoutes>;

/** What every host of ours answers about signing in and out: `/sign-in`, `/auth/callback`, `/sign-out`, `/auth/backchannel`. */
export function createSiteRoutes(context: Context, getProvider: () => Promise<Provider>, host: ClientHost) {
  const { secure } = context;
  const party = createRelyingParty(context, host);
  const names = {
    session: toCookieName('rose_session', { secure }),
    attempt: toCookieName('rose_attempt', { secure }),
    guest: toCookieName('rose_guest', { secure }),
  };
  const drop = (name: string) => toCookie({ name, value: '', seconds: 0, secure });

  return {
    /** `GET /sign-in?return=/path`: off to the issuer, which asks only those it does not know. */
    async signIn({ req, res }: Exchange): Promise<void> {
      const query = toUrl(req).searchParams;
      if (!(await isIssuerUp())) return showDown(res);
      await leave(res, { returnTo: toReturnPath(query.get('return')), again: query.get('again') === '1' });
    },

    /** A guest has come over from another site of ours: asks the issuer without showing anything. */
    async tryQuietly({ req, res }: Exchange): Promise<boolean> {
      const returnTo = toReturnPath(req.url);
      if (req.method !== 'GET' || (returnTo === '/' && toUrl(req).pathname !== '/')) return false;
      const refused = readCookie(req.headers.cookie, names.guest);
      if (refused && (await isStillRefused(context.tx, refused))) return false;
      if (!(await isIssuerUp())) return false;
      await leave(res, { returnTo, silent: true });
      return true;
    },

    /** `GET /auth/callback`: the issuer's answer. */
    async callback({ req, res }: Exchange): Promise<void> {
      const attempt = party.readAttempt(readCookie(req.headers.cookie, names.attempt));
      if (!attempt) return showLost(res);
      let answer: Awaited<ReturnType<typeof party.finish>>;
      try {
        answer = await party.finish(toUrl(req).search, attempt);
      } catch (error) {
        return refuse(res, error, attempt);
      }
      const opened = await openSession(context, { host, answer, req, names });
      if (opened.type === 'no-account') return showLost(res);
      if (opened.type === 'not-staff') {
        return sendPage(
          res,
          403,
          renderProblem({
            title: 'This door is for those who write and edit',
            words: 'You are signed in as a member, and members have no place in the admin. Ask an admin to give you a role.',
            href: context.originOf('account'),
            link: 'Go to your account',
          }),
          [drop(names.attempt)],
        );
      }
      redirect(res, attempt.returnTo, [...opened.cookies, drop(names.attempt), drop(names.guest)]);
    },

    /** `POST /sign-out`: this device, on every site; ends at a public page. */
    async signOut({ req, res }: Exchange): Promise<void> {
      const deviceUid = host === 'cms' ? await leaveAdmin(req) : await findDeviceBehind(req);
      if (deviceUid) await endDevice(context, getProvider, deviceUid);
      redirect(res, '/signed-out', [drop(host === 'cms' ? 'payload-token' : names.session)]);
    },

    /** `GET /signed-out` */
    async signedOut({ res }: Exchange): Promise<void> {
      sendPage(res, 200, renderSignedOut({ home: context.originOf(host === 'cms' ? 'home' : host) }));
    },

    /** `POST /auth/backchannel`: OpenID Connect Back-Channel Logout 1.0 §2.5–2.8. */
    async backchannel({ req, res }: Exchange): Promise<void> {
      const token = (await readForm(req)).get('logout_token') ?? '';
      const jwks = { keys: await listPublicKeys(context) };
      const sid = await verifyLogoutToken(context.tx, { token, host, issuer: context.issuer, jwks });
      if (!sid) return sendEmpty(res, 400);
      context.announce(await endSessionsOfSid(context.tx, host, sid));
      sendEmpty(res, 200);
    },

    async fail({ res }: { res: ServerResponse }, error: unknown): Promise<void> {
      if (res.headersSent) {
        res.end();
        return;
      }
      if (error instanceof BadForm) return sendEmpty(res, 400);
      context.log.error({ err: error, host }, 'A sign-in route failed.');
      showDown(res);
    },
  };

  async function isIssuerUp(): Promise<boolean> {
    return (await context.isIssuerUp?.()) ?? true;
  }

  async function leave(res: ServerResponse, wish: { returnTo: string; silent?: boolean; again?: boolean }): Promise<void> {
    const { url, attempt } = await party.begin(wish);
    redirect(res, url, [toCookie({ name: names.attempt, value: attempt, seconds: ATTEMPT_SECONDS, secure })]);
  }

  async function refuse(res: ServerResponse, error: unknown, attempt: Attempt): Promise<void> {
    const refusal = toRefusal(error);
    if (refusal && attempt.silent) {
      // Remembered, so that a guest is not sent round again at every page.
      const guest = toCookie({ name: names.guest, value: attempt.state, seconds: GUEST_SECONDS, secure });
      return redirect(res, attempt.returnTo, [guest, drop(names.attempt)]);
    }
    if (refusal === 'access_denied') return redirect(res, attempt.returnTo, [drop(names.attempt)]);
    context.log.warn({ err: error, host }, 'A sign-in did not come back as it left.');
    showDown(res);
  }

  async function findDeviceBehind(req: IncomingMessage): Promise<string | null> {
    const token = readCookie(req.headers.cookie, names.session);
    return token ? ((await findLiveSession(context.tx, { site: host, token }))?.deviceUid ?? null) : null;
  }

  async function leaveAdmin(req: IncomingMessage): Promise<string | null> {
    const sid = await findAdminSid(context.payload, { cookie: req.headers.cookie, origin: context.originOf('cms') });
    if (!sid) return null;
    await endAdminSession(context.tx, sid);
    return findDeviceOfPayloadSession(context.tx, sid);
  }

  function toUrl(req: IncomingMessage): URL {
    return new URL(req.url ?? '/', context.originOf(host));
  }

  function showLost(res: ServerResponse): void {
    sendPage(
      res,
      400,
      renderProblem({
        title: 'This sign-in has run out',
        words: 'It was begun in another browser or too long ago.',
        href: '/sign-in',
        link: 'Begin again',
      }),
      [drop(names.attempt)],
    );
  }

  function showDown(res: ServerResponse): void {
    sendPage(
      res,
      503,
      renderProblem({
        title: 'Signing in does not work just now',
        words: 'You can read on as a guest. Try again in a minute.',
        href: '/',
        link: 'Go to the front page',
      }),
      [drop(names.attempt)],
    );
  }
}
