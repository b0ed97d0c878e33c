import { createHash, randomUUID } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, describe } from 'vitest';
import { toExecutor } from '../../../platform/transactions.ts';
import { toClientId, toClientSecret } from '../../../plugins/identity/clients.ts';
import { type SumupSandbox, startSumupSandbox } from '../../doubles/sumup/server.ts';
import { type IdentityHouse, openIdentityHouse } from '../../integration/identity-house.ts';
import { guardDoor } from '../protocol.ts';
import { bake, fillBasket, handleAll } from '../trade.ts';

let sandbox: SumupSandbox;
let house: IdentityHouse;
let paths: { webhook: string; checkoutId: string };

beforeAll(async () => {
  sandbox = await startSumupSandbox();
  house = await openIdentityHouse({ SUMUP_API_KEY: sandbox.apiKey, SUMUP_MERCHANT_CODE: sandbox.merchantCode, SUMUP_HOST: sandbox.url });
  paths = await placeOrder();
});
afterAll(async () => {
  await house.close();
  await sandbox.close();
});

/** An order that waits for its payment, and where its notice goes. */
async function placeOrder(): Promise<typeof paths> {
  const { payload, services } = house;
  await handleAll(house);
  const sellableId = await bake(house, { slug: 'loaf', stock: 5 });
  const placed = await services.cart.place(await fillBasket(house, { sellableId, quantity: 1 }));
  if (placed.type !== 'placed') throw new Error(placed.type);
  await services.cart.startPayment({ orderId: placed.orderId });
  const { rows } = await toExecutor(payload).execute<{ token: string; checkout: string }>(
    sql`select webhook_token as token, provider_checkout_id as checkout from payments where order_id = ${placed.orderId}`,
  );
  return { webhook: `/webhooks/sumup/${rows[0]?.token}`, checkoutId: rows[0]?.checkout ?? '' };
}

async function rows(query: ReturnType<typeof sql>): Promise<unknown[]> {
  return (await toExecutor(house.payload).execute(query)).rows;
}

describe('webhook', () => {
  let settled = false;
  guardDoor({
    name: 'webhook',
    port: () => house.port,
    good: () => {
      // Nothing has been paid until the last, good notice, so no hostile one could settle anything.
      if (settled) sandbox.pay(paths.checkoutId);
      settled = true;
      return {
        method: 'POST',
        path: paths.webhook,
        headers: { host: house.hostOf('cart'), 'content-type': 'application/json' },
        body: JSON.stringify({ event_type: 'CHECKOUT_STATUS_CHANGED', id: paths.checkoutId }),
      };
    },
    isGood: ({ status }) => status === 204,
    // A notice about a payment that is still open: SumUp is asked to come again.
    isWanted: ({ status, text }) => status === 503 && /^retry-after: 60\r$/im.test(text),
    state: () => rows(sql`select state::text, (select string_agg(status::text, ',') from payments) as payments from orders`),
    // The door hears so many a minute from one address.
    times: 100,
  });
});

describe('OAuth', () => {
  const state = () =>
    rows(
      sql`select (select count(*)::int from site_sessions) as sessions, (select count(*)::int from users) as users, (select count(*)::int from oidc_payloads where model in ('Grant', 'AccessToken')) as grants`,
    );
  guardDoor({
    name: 'authorize',
    port: () => house.port,
    good: () => {
      const verifier = randomUUID() + randomUUID();
      const query = new URLSearchParams({
        client_id: toClientId('blog'),
        response_type: 'code',
        scope: 'openid',
        redirect_uri: house.at('blog', '/auth/callback'),
        state: 'x',
        nonce: 'y',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      });
      return { method: 'GET', path: `/oidc/auth?${query}`, headers: { host: house.hostOf('federation'), accept: 'text/html' }, body: '' };
    },
    isGood: ({ status, text }) => status === 303 && /location: .*interaction/i.test(text),
    state,
  });
  guardDoor({
    name: 'token',
    port: () => house.port,
    good: () => ({
      method: 'POST',
      path: '/oidc/token',
      headers: {
        host: house.hostOf('federation'),
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        authorization: `Basic ${Buffer.from(`${toClientId('blog')}:${toClientSecret('blog', house.env.secret)}`).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: 'unknown',
        redirect_uri: house.at('blog', '/auth/callback'),
        code_verifier: 'a'.repeat(43),
      }).toString(),
    }),
    // A well-made request with an unknown code is refused in the protocol's own words (RFC 6749 §5.2).
    isGood: ({ status, text }) => status === 400 && text.includes('"error":"invalid_grant"'),
    state,
  });
  guardDoor({
    name: 'sign-out notice',
    port: () => house.port,
    good: () => ({
      method: 'POST',
      path: '/auth/backchannel',
      headers: { host: house.hostOf('blog'), 'content-type': 'application/x-www-form-urlencoded' },
      body: `logout_token=${['{"alg":"RS256","typ":"logout+jwt"}', '{"sid":"x"}', 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.')}`,
    }),
    // OpenID Connect Back-Channel Logout 1.0 §2.8: a token that is not ours is answered 400.
    isGood: ({ status }) => status === 400,
    state,
  });
});
