import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from '@payloadcms/db-postgres';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecrets } from '../../platform/secrets.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import { createIdentity } from '../../plugins/identity/index.ts';
import { getKeys } from '../../plugins/identity/keys.ts';
import { createOwnFetch } from '../../plugins/identity/own-fetch.ts';
import { createReach } from '../../server/reach.ts';
import type { Browser } from './identity-browser.ts';
import { type IdentityHouse, openIdentityHouse } from './identity-house.ts';

let house: IdentityHouse;
let program: Server;
const told: string[] = [];
beforeAll(async () => {
  house = await openIdentityHouse();
  program = createServer((req, res) => void listenToLogout(req).then(() => res.writeHead(200).end()));
  await new Promise<void>((resolve) => program.listen(0, '127.0.0.1', resolve));
  await register();
});
afterAll(async () => {
  program?.close();
  await house?.close();
});

const tx = () => toExecutor(house.payload);
const programAt = (path: string) => `http://127.0.0.1:${(program.address() as AddressInfo).port}${path}`;
const client = { client_id: 'outside', client_secret: 'a secret of the program outside that is long' };

async function listenToLogout(req: IncomingMessage): Promise<void> {
  let body = '';
  for await (const chunk of req) body += String(chunk);
  told.push(body);
}

async function register(): Promise<void> {
  const metadata = {
    ...client,
    client_name: 'A reader’s app',
    redirect_uris: [programAt('/back')],
    backchannel_logout_uri: programAt('/logout'),
    backchannel_logout_session_required: true,
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
  };
  await tx().execute(sql`insert into oidc_payloads (model, id, payload) values ('Client', 'outside', ${JSON.stringify(metadata)}::jsonb)`);
}

/** openid-client as a program of somebody else uses it, by discovery. */
async function discover(): Promise<oidc.Configuration> {
  const reach = async () => ({ address: '127.0.0.1', port: house.port });
  const fetchThere = createOwnFetch({ reach });
  return oidc.discovery(
    new URL(house.at('federation', '/oidc')),
    client.client_id,
    undefined,
    oidc.ClientSecretBasic(client.client_secret),
    {
      [oidc.customFetch]: (url, options) => fetchThere(url, options as RequestInit),
      execute: [oidc.allowInsecureRequests],
    },
  );
}

async function authorise(config: oidc.Configuration) {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: programAt('/back'),
    scope: 'openid profile email offline_access',
    prompt: 'consent',
    state,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, verifier, state };
}

/** Follows redirects until they leave for the program. */
async function untilProgram(browser: Browser, from: Awaited<ReturnType<Browser['get']>>): Promise<URL> {
  let at = from;
  for (let hops = 0; hops < 10; hops += 1) {
    const next = new URL(at.headers.location ?? '', at.url);
    if (next.origin === new URL(programAt('/')).origin) return next;
    at = await browser.get(next.href);
  }
  throw new Error('the program was never reached');
}

/** The door as another process would make it. */
function another(extra: { allowPrivatePrograms?: boolean; isIssuerUp?: () => Promise<boolean> } = {}) {
  return createIdentity({
    payload: house.payload,
    services: () => house.services,
    mailer: () => house.doors.mailer,
    secrets: createSecrets({ secret: house.env.secret }),
    secret: house.env.secret,
    originOf: (name) => house.at(name),
    fetchOwn: createOwnFetch({ reach: createReach({ sql: house.payload.db.pool, env: house.env }) }),
    sendsMail: false,
    log: house.log,
    ...extra,
  });
}

async function connect(email: string) {
  const browser = house.browser();
  await house.signIn(browser, email, 'account');
  const config = await discover();
  const { url, verifier, state } = await authorise(config);
  const consent = await browser.open(url);
  const back = await untilProgram(browser, await browser.post(consent.url, { answer: 'yes' }));
  const tokens = await oidc.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    idTokenExpected: true,
  });
  return { browser, config, consent, back, verifier, state, tokens };
}

describe('a program of somebody else (openid-client)', () => {
  test('is shown to the person, and then knows what was agreed to', async () => {
    const { config, consent, tokens } = await connect('reader@example.org');
    expect(consent.body).toContain('A reader’s app');
    expect(consent.body).toContain('read your e-mail address');
    const sub = tokens.claims()?.sub ?? '';
    expect(await oidc.fetchUserInfo(config, tokens.access_token, sub)).toEqual({
      sub,
      name: 'Reader',
      email: 'reader@example.org',
      email_verified: true,
    });
    expect(await oidc.tokenIntrospection(config, tokens.access_token)).toMatchObject({ active: true, sub });
    await oidc.tokenRevocation(config, tokens.access_token);
    expect((await oidc.tokenIntrospection(config, tokens.access_token)).active).toBe(false);
  });

  test('that is refused gets nothing', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'refuser@example.org', 'account');
    const { url } = await authorise(await discover());
    const consent = await browser.open(url);
    const back = await untilProgram(browser, await browser.post(consent.url, { answer: 'no' }));
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('code')).toBeNull();
  });

  test('gets no code without PKCE (OAuth 2.1 §4.1.1) nor to another address (RFC 9700 §2.1)', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'strict@example.org', 'account');
    const { url } = await authorise(await discover());
    const bare = new URL(url);
    bare.searchParams.delete('code_challenge');
    bare.searchParams.delete('code_challenge_method');
    expect((await untilProgram(browser, await browser.get(bare.href))).searchParams.get('error')).toBe('invalid_request');
    const elsewhere = new URL(url);
    elsewhere.searchParams.set('redirect_uri', programAt('/back/../else'));
    const refused = await browser.get(elsewhere.href);
    expect(refused.status).toBe(400);
    expect(refused.headers.location).toBeUndefined();
  });

  test('with the wrong verifier, or a used code, gets no tokens, and those of the first use die (RFC 9700 §4.5)', async () => {
    const { config, back, verifier, state, tokens } = await connect('replayed@example.org');
    await expect(oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state })).rejects.toThrow();
    expect((await oidc.tokenIntrospection(config, tokens.access_token)).active).toBe(false);
    const browser = house.browser();
    await house.signIn(browser, 'verifier@example.org', 'account');
    const other = await authorise(config);
    const consent = await browser.open(other.url);
    const answer = await untilProgram(browser, await browser.post(consent.url, { answer: 'yes' }));
    await expect(
      oidc.authorizationCodeGrant(config, answer, { pkceCodeVerifier: oidc.randomPKCECodeVerifier(), expectedState: other.state }),
    ).rejects.toThrow();
  });

  test('keeps nothing readable in our database', async () => {
    const { tokens, back } = await connect('sealed@example.org');
    const { rows } = await tx().execute<{ all: string }>(sql`select string_agg(p::text, '') as all from oidc_payloads p`);
    for (const secret of [tokens.access_token, tokens.refresh_token ?? 'none', back.searchParams.get('code') ?? 'none']) {
      expect(secret.length).toBeGreaterThan(20);
      expect(rows[0]?.all.includes(secret)).toBe(false);
    }
    const { rows: keys } = await tx().execute<{ all: string }>(sql`select string_agg(sealed, ' ') as all from oidc_keys`);
    expect(keys[0]?.all).not.toMatch(/"d"|"kty"/);
  });

  test('is told when the person signs out, and its sign-in is over', async () => {
    const { browser, config, tokens } = await connect('told@example.org');
    const viewer = await house.viewerOf(browser, 'account');
    told.length = 0;
    // The guard against private addresses is off here: the program of this test is on this machine.
    await another({ allowPrivatePrograms: true }).door.endDevice({ userId: viewer?.id ?? '', sid: viewer?.sid ?? '' });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^logout_token=/);
    expect((await oidc.tokenIntrospection(config, tokens.access_token)).active).toBe(false);
    await expect(oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toThrow();
  });

  test('on a device without a browser: device flow (RFC 8628)', async () => {
    const config = await discover();
    const started = await oidc.initiateDeviceAuthorization(config, { scope: 'openid email' });
    const browser = house.browser();
    await house.signIn(browser, 'television@example.org', 'account');
    const page = await browser.open(started.verification_uri);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    expect(page.body).toContain('Connect a device');
    const sure = await browser.post(started.verification_uri, { xsrf, user_code: started.user_code });
    expect(sure.body).toContain('A reader’s app');
    let answer = await browser.follow(await browser.post(started.verification_uri, { xsrf, user_code: started.user_code, confirm: 'yes' }));
    if (answer.url.includes('/interaction/')) answer = await browser.follow(await browser.post(answer.url, { answer: 'yes' }));
    expect(answer.body).toContain('You can go back to your device');
    const tokens = await oidc.pollDeviceAuthorizationGrant(config, { ...started, interval: 0.01 });
    expect(tokens.access_token).toBeTruthy();
  });
});

describe('a logout token that is not right ends nothing (Back-Channel Logout 1.0 §2.6)', () => {
  const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };

  async function forge(change: (claims: JWTPayload) => JWTPayload, { typ = 'logout+jwt', foreignKey = false } = {}) {
    const browser = house.browser();
    await house.signIn(browser, `token${Math.random()}@example.org`, 'blog');
    const { rows } = await tx().execute<{ oidc_sid: string }>(sql`select oidc_sid from site_sessions order by created_at desc limit 1`);
    const { signing } = await inTransaction(house.payload, (own) =>
      getKeys({ tx: own, secrets: createSecrets({ secret: house.env.secret }) }),
    );
    const key = foreignKey ? await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey) : signing[0];
    const now = Math.floor(Date.now() / 1000);
    const claims = change({
      iss: house.at('federation', '/oidc'),
      aud: 'rose-blog',
      iat: now,
      exp: now + 120,
      jti: `jti-${Math.random()}`,
      sid: rows[0]?.oidc_sid,
      events: event,
    });
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ, kid: signing[0]?.kid ?? '' })
      .sign({ ...key, alg: 'RS256' } as never);
    const send = () =>
      house.browser().post(house.at('blog', '/auth/backchannel'), { logout_token: token }, { origin: 'http://elsewhere.example' });
    return { send, isSignedIn: async () => (await house.viewerOf(browser, 'blog')) !== null };
  }

  test('the right one does, once', async () => {
    const { send, isSignedIn } = await forge((claims) => claims);
    expect(await isSignedIn()).toBe(true);
    expect((await send()).status).toBe(200);
    expect(await isSignedIn()).toBe(false);
    expect((await send()).status).toBe(400);
  });

  test.each<[string, (claims: JWTPayload) => JWTPayload, { typ?: string; foreignKey?: boolean }?]>([
    ['of another issuer', (claims) => ({ ...claims, iss: 'http://elsewhere.example' })],
    ['for another site', (claims) => ({ ...claims, aud: 'rose-market' })],
    ['without the event', ({ events: _, ...claims }) => claims],
    ['with another event', (claims) => ({ ...claims, events: { 'urn:something': {} } })],
    ['with a nonce, so an ID token', (claims) => ({ ...claims, nonce: 'n' })],
    ['without a name of its own', ({ jti: _, ...claims }) => claims],
    ['without a session', ({ sid: _, ...claims }) => claims],
    ['that has run out', (claims) => ({ ...claims, iat: (claims.iat ?? 0) - 3600, exp: (claims.iat ?? 0) - 3000 })],
    ['of another type', (claims) => claims, { typ: 'JWT' }],
    ['signed by somebody else', (claims) => claims, { foreignKey: true }],
  ])('%s', async (_name, change, how) => {
    const { send, isSignedIn } = await forge(change, how);
    expect((await send()).status).toBe(400);
    expect(await isSignedIn()).toBe(true);
  });
});

describe('the admin', () => {
  const me = async (browser: Browser) => {
    const answer = await browser.get(house.at('cms', '/api/users/me'), { 'sec-fetch-site': 'same-origin' });
    return JSON.parse(answer.body) as { user: { email: string } | null; exp?: number };
  };
  const createStaff = (email: string) =>
    house.payload.create({
      collection: 'users',
      data: { email, name: 'Ed Itor', roles: ['editor'], status: 'active', password: 'correct horse battery' },
    });

  test('is entered by the same account, with a real session of Payload that can be refreshed', async () => {
    await createStaff('ed@example.org');
    const browser = house.browser();
    await house.signIn(browser, 'ed@example.org', 'blog');
    const landed = await browser.open(house.at('cms', '/sign-in?return=%2Fadmin'));
    expect(landed.url).toBe(house.at('cms', '/admin'));
    expect((await me(browser)).user?.email).toBe('ed@example.org');
    const before = browser.cookie(house.hostOf('cms'), 'payload-token');
    const refreshed = await browser.post(house.at('cms', '/api/users/refresh-token'));
    expect(refreshed.status).toBe(200);
    expect(browser.cookie(house.hostOf('cms'), 'payload-token')).toBeTruthy();
    expect(before).toBeTruthy();
    expect((await me(browser)).user?.email).toBe('ed@example.org');

    await browser.post(house.at('blog', '/sign-out'));
    expect((await me(browser)).user).toBeNull();
  });

  test('left by Payload’s own sign-out, is left on all sites', async () => {
    await createStaff('leave@example.org');
    const browser = house.browser();
    await house.signIn(browser, 'leave@example.org', 'blog');
    await browser.open(house.at('cms', '/sign-in?return=%2Fadmin'));
    expect((await browser.post(house.at('cms', '/api/users/logout'))).status).toBe(200);
    expect((await me(browser)).user).toBeNull();
    expect(await house.viewerOf(browser, 'blog')).toBeNull();
  });

  test('is closed to members', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'member@example.org', 'blog');
    const landed = await browser.open(house.at('cms', '/sign-in?return=%2Fadmin'));
    expect(landed.status).toBe(403);
    expect(landed.body).toContain('for those who write and edit');
    expect(browser.cookie(house.hostOf('cms'), 'payload-token')).toBeUndefined();
  });

  test('the local form: eight wrong tries, then nobody gets in for a while; an unknown address sounds the same', async () => {
    await createStaff('form@example.org');
    const login = (email: string, password: string) => fetchJson('/api/users/login', { email, password });
    const wrong: string[] = [];
    for (let i = 0; i < 8; i += 1) wrong.push(JSON.stringify(await login('form@example.org', 'wrong')));
    const unknown = JSON.stringify(await login('nobody-here@example.org', 'wrong'));
    expect(new Set([...wrong, unknown]).size).toBe(1);
    expect((await login('form@example.org', 'correct horse battery')).status).toBe(429);
  });

  async function fetchJson(path: string, body: object) {
    const reach = async () => ({ address: '127.0.0.1', port: house.port });
    const answer = await createOwnFetch({ reach })(house.at('cms', path), {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    return { status: answer.status, body: (await answer.json()) as unknown };
  }
});

describe('another process on the same database', () => {
  test('knows the same people, as after a restart', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'restart@example.org', 'blog');
    const cookie = `rose_session=${browser.cookie(house.hostOf('blog'), 'rose_session')}`;
    expect((await another().door.findViewer({ site: 'blog', cookie }))?.email).toBe('restart@example.org');
  });

  test('hears of a sign-out and of a changed role, each once', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'heard@example.org', 'blog');
    const viewer = await house.viewerOf(browser, 'blog');
    if (!viewer?.sid) throw new Error('not signed in');
    const there = another();
    const heard: string[] = [];
    there.door.onRevoked((sids) => heard.push(...sids.filter((sid) => sid === viewer.sid)));
    await there.look();
    heard.length = 0;
    await house.payload.update({ collection: 'users', id: viewer.id, data: { roles: ['author'] } });
    await there.look();
    expect(heard).toHaveLength(1);
    await browser.post(house.at('blog', '/sign-out'));
    await there.look();
    await there.look();
    expect(heard).toHaveLength(2);
  });

  test('sends nobody to an issuer that is down: members stay, guests read on, sign-in says so', async () => {
    const browser = house.browser();
    await house.signIn(browser, 'steady@example.org', 'blog');
    const there = another({ isIssuerUp: async () => false });
    const cookie = `rose_session=${browser.cookie(house.hostOf('blog'), 'rose_session')}`;
    expect(await there.door.findViewer({ site: 'blog', cookie })).not.toBeNull();

    const mount = there.mounts.find(({ host, path }) => host === 'blog' && path === '/sign-in');
    const site = createServer((req, res) => {
      if (req.url === '/sign-in') return void mount?.handler(req, res, () => res.end('passed on'));
      void there.door.onGuestVisit({ req, res, site: 'blog' }).then((answered) => answered || res.end('read on'));
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const [signIn, guest] = [await fetch(`${at}/sign-in`, { redirect: 'manual' }), await fetch(`${at}/a-post/`, { redirect: 'manual' })];
    expect(signIn.status).toBe(503);
    expect(await signIn.text()).toContain('Signing in does not work just now');
    expect(await guest.text()).toBe('read on');
    site.close();
  });
});
