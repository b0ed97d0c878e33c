import * as oidc from 'openid-client';
import { z } from 'zod';
import { type ClientHost, toClientId, toClientSecret } from './clients.ts';
import type { Context } from './options.ts';

/** What a sign-in has to remember between leaving for the issuer and coming back. */
const attemptShape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  silent: z.boolean(),
});
export type Attempt = z.infer<typeof attemptShape>;

const PURPOSE = 'identity.attempt';

/** One of our own sites as a client of the issuer. */
export function createRelyingParty(context: Context, host: ClientHost) {
  const callback = `${context.originOf(host)}/auth/callback`;
  const config = new oidc.Configuration(
    {
      issuer: context.issuer,
      authorization_endpoint: `${context.issuer}/auth`,
      token_endpoint: `${context.issuer}/token`,
      jwks_uri: `${context.issuer}/jwks`,
      // RFC 9207: answers name their issuer, so that one of another server is not taken for ours (mix-up).
      authorization_response_iss_parameter_supported: true,
    },
    toClientId(host),
    { client_secret: toClientSecret(host, context.secret) },
    oidc.ClientSecretBasic(toClientSecret(host, context.secret)),
  );
  config[oidc.customFetch] = (url, options) => context.fetchOwn(url, options as RequestInit);
  if (!context.secure) oidc.allowInsecureRequests(config);

  return {
    /** The address at the issuer to go to, and what to keep in a sealed cookie meanwhile. */
    async begin(wish: { returnTo: string; silent?: boolean; again?: boolean }): Promise<{ url: string; attempt: string }> {
      const attempt: Attempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        returnTo: wish.returnTo,
        silent: wish.silent === true,
      };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        ...(wish.silent ? { prompt: 'none' } : wish.again ? { prompt: 'login' } : {}),
      });
      return { url: url.href, attempt: context.secrets.seal(JSON.stringify(attempt), PURPOSE) };
    },

    /** Null when the cookie is missing, altered or not ours. */
    readAttempt(sealed: string | null): Attempt | null {
      if (!sealed) return null;
      try {
        return attemptShape.parse(JSON.parse(context.secrets.open(sealed, PURPOSE)));
      } catch {
        return null;
      }
    },

    /** Swaps the code for tokens; checks state, nonce, PKCE, issuer, audience and times. Throws what openid-client throws. */
    async finish(query: string, attempt: Attempt): Promise<{ sub: string; sid: string; accessToken: string }> {
      const tokens = await oidc.authorizationCodeGrant(config, new URL(`${callback}${query}`), {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      const claims = z.object({ sub: z.string(), sid: z.string() }).parse(tokens.claims());
      return { ...claims, accessToken: tokens.access_token };
    },
  };
}

/** The issuer said no (`login_required`, `access_denied` …), in an answer that was really its own. */
export function toRefusal(error: unknown): string | null {
  return error instanceof oidc.AuthorizationResponseError ? error.error : null;
}
