import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { isSame } from '../../core/same.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { inTransaction } from '../../platform/transactions.ts';
import { createAdapter } from './adapter.ts';
import { CLIENT_HOSTS, findOwnHost, listOwnClients, toClientSecret } from './clients.ts';
import { getKeys } from './keys.ts';
import { type Context, SESSION_SECONDS } from './options.ts';
import { renderDeviceConfirm, renderDeviceDone, renderDeviceInput, renderIssuerError, renderLogout, renderSignedOut } from './pages.ts';

/**
 * The OpenID Connect server (OAuth 2.1: code with PKCE, rotated refresh tokens, device flow,
 * revocation, introspection, logout at the front and the back) on the tables of this door.
 */
export async function createProvider(context: Context): Promise<Provider> {
  const { payload, secrets, issuer } = context;
  const keys = await inTransaction(payload, (tx) => getKeys({ tx, secrets: secrets satisfies Secrets }));
  const provider = new Provider(issuer, toConfiguration(context, keys));
  // Behind the host, which rewrites the forwarded headers, so they may be believed.
  provider.proxy = true;
  takePreviousSecret(provider, context);
  provider.on('server_error', (_ctx, error) => context.log.error({ err: error }, 'The sign-in server failed at a request.'));
  provider.on('backchannel.error', (_ctx, error, client) => {
    context.log.warn({ err: error, client: client.clientId }, 'A site was not told of a sign-out; it sees it at its next grant check.');
  });
  return provider;
}

/** While the secret changes, processes are started anew one by one: some still prove themselves by the one before. */
function takePreviousSecret(provider: Provider, { previousSecret }: Context): void {
  if (previousSecret === undefined) return;
  const { prototype } = provider.Client;
  const { compareClientSecret } = prototype;
  prototype.compareClientSecret = async function (actual) {
    if (await compareClientSecret.call(this, actual)) return true;
    const host = findOwnHost(this.clientId);
    return host !== null && isSame(toClientSecret(host, previousSecret), actual);
  };
}

function toConfiguration(context: Context, keys: Awaited<ReturnType<typeof getKeys>>): Configuration {
  const { secure, services, originOf } = context;
  const ownOrigins = new Set(CLIENT_HOSTS.map((host) => originOf(host)));
  return {
    adapter: createAdapter({ tx: context.tx, onEnded: context.announce }),
    clients: listOwnClients(context),
    jwks: { keys: [...keys.signing] },
    cookies: {
      keys: [...keys.cookie],
      names: {
        session: secure ? '__Host-rose_device' : 'rose_device',
        interaction: secure ? '__Secure-rose_interaction' : 'rose_interaction',
        resume: secure ? '__Secure-rose_resume' : 'rose_resume',
      },
      long: { httpOnly: true, sameSite: 'lax', signed: true, secure, path: '/' },
      short: { httpOnly: true, sameSite: 'lax', signed: true, secure },
    },
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: true,
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      revocation: { enabled: true },
      introspection: { enabled: true },
      resourceIndicators: { enabled: false },
      deviceFlow: {
        enabled: true,
        userCodeInputSource: (ctx, form, _out, error) => show(ctx, renderDeviceInput({ form, failed: error !== undefined })),
        userCodeConfirmSource: (ctx, form, client, _info, userCode) =>
          show(ctx, renderDeviceConfirm({ form, program: client.clientName ?? client.clientId, userCode })),
        successSource: (ctx) => show(ctx, renderDeviceDone()),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => show(ctx, renderLogout({ form })),
        postLogoutSuccessSource: (ctx) => show(ctx, renderSignedOut({ home: originOf('home') })),
      },
    },
    fetch: (url, options) => fetchAsIssuer(String(url), options as RequestInit & { dispatcher?: unknown }),
    findAccount: async (_ctx, sub) => {
      const viewer = await services().account.findViewer({ userId: sub });
      if (!viewer) return undefined;
      return { accountId: sub, claims: () => ({ sub, name: viewer.name, email: viewer.email, email_verified: true }) };
    },
    interactions: { url: (_ctx, interaction) => `/oidc/interaction/${interaction.uid}` },
    loadExistingGrant,
    renderError: (ctx, out) => show(ctx, renderIssuerError(out)),
    ttl: {
      AccessToken: 60 * 60,
      AuthorizationCode: 60,
      DeviceCode: 10 * 60,
      IdToken: 60 * 60,
      Interaction: 60 * 60,
      Grant: SESSION_SECONDS,
      RefreshToken: SESSION_SECONDS,
      Session: SESSION_SECONDS,
    },
  };

  /** Our own hosts need no DNS and may be private; all others keep the provider's guard. */
  function fetchAsIssuer(url: string, { dispatcher, ...options }: RequestInit & { dispatcher?: unknown }): Promise<Response> {
    if (ownOrigins.has(new URL(url).origin) || context.allowPrivatePrograms) return context.fetchOwn(url, options);
    return globalThis.fetch(url, { ...options, dispatcher } as RequestInit);
  }
}

/** Our own sites are not asked about; what an outside program may do, the person has said on the consent page. */
async function loadExistingGrant(ctx: KoaContextWithOIDC) {
  const { provider, client, session, result } = ctx.oidc;
  if (!client || !session) return undefined;
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  if (!findOwnHost(client.clientId)) return known;
  if (known) return known;
  if (!session.accountId) return undefined;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}

function show(ctx: KoaContextWithOIDC, html: string): void {
  ctx.type = 'html';
  ctx.set(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  ctx.set('Referrer-Policy', 'same-origin');
  ctx.body = html;
}
