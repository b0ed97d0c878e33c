import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSecrets, type Secrets } from '../../platform/secrets.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import { createKeys, resealKeys as resealActorKeys } from '../../plugins/activitypub/keys.ts';
import { addSigningKey, getKeys, resealKeys as resealIssuerKeys } from '../../plugins/identity/keys.ts';
import { bootTest, type TestBoot } from './harness.ts';
import { start } from './processes.ts';

const NEXT = 'the next secret of the tests, long enough';
let before: string;
let house: TestBoot;
beforeAll(async () => {
  house = await bootTest();
  before = house.env.secret;
});
afterAll(() => house?.close());
beforeEach(async () => {
  await house.payload.db.pool.query('delete from activitypub_keys; delete from oidc_keys');
  await useKeys(createSecrets({ secret: before }));
});

/** As a process does that signs for the actors and for the issuer. */
async function useKeys(secrets: Secrets): Promise<void> {
  await createKeys({ payload: house.payload, secrets })();
  await inTransaction(house.payload, (tx) => getKeys({ tx, secrets }));
}

/** As a process does when it starts. */
async function startWith(secrets: Secrets): Promise<void> {
  await resealIssuerKeys({ tx: toExecutor(house.payload), secrets });
  await resealActorKeys({ payload: house.payload, secrets });
}

/** How many keys lie here, and how many of them a process opens that knows this secret alone. */
async function count(secret: string): Promise<{ keys: number; opened: number }> {
  const secrets = createSecrets({ secret });
  const { rows } = await house.payload.db.pool.query<{ sealed: string; purpose: string }>(`
    select private_sealed as sealed, 'actor-key:' || kind as purpose from activitypub_keys
    union all select sealed, 'oidc-key:' || kid from oidc_keys
  `);
  const opened = rows.filter(({ sealed, purpose }) => {
    try {
      return secrets.open(sealed, purpose) !== '';
    } catch {
      return false;
    }
  });
  return { keys: rows.length, opened: opened.length };
}

test('a process that starts with the secret before its own seals every key anew, also those that nobody uses', async () => {
  expect(await count(before)).toEqual({ keys: 4, opened: 4 });
  const { env } = house;
  const child = start([process.execPath, path.join(import.meta.dirname, 'secret-child.ts')], {
    env: {
      PATH: String(process.env.PATH),
      NODE_ENV: 'test',
      ROSE_ROOT: env.root,
      ROSE_DATA: env.dataDir,
      DATABASE_URL: house.databaseUrl,
      PORT: '0',
      ROSE_SECRET: NEXT,
      ROSE_SECRET_PREVIOUS: before,
    },
  });
  await child.said('open');
  child.child.kill('SIGTERM');
  await child.ended;
  expect(await count(NEXT)).toEqual({ keys: 4, opened: 4 });
}, 60_000);

test('while the two secrets change round, process by process, no key is lost and none goes back by being used', async () => {
  const ofBefore = createSecrets({ secret: before, previous: [NEXT] });
  const ofNow = createSecrets({ secret: NEXT, previous: [before] });
  await startWith(ofBefore);
  await startWith(ofNow);
  expect(await count(NEXT)).toEqual({ keys: 4, opened: 4 });
  // One that was not started anew yet goes on working, and leaves them as they are.
  await useKeys(ofBefore);
  expect(await count(NEXT)).toEqual({ keys: 4, opened: 4 });
  // It makes a key, and another falls and starts again as it was: all can be read by both, and the next look is the last word.
  await inTransaction(house.payload, (tx) => addSigningKey(tx, ofBefore));
  await startWith(ofBefore);
  await useKeys(ofNow);
  await startWith(ofNow);
  expect(await count(NEXT)).toEqual({ keys: 5, opened: 5 });
  await useKeys(createSecrets({ secret: NEXT }));
});

test('what no secret here opens is left alone', async () => {
  await startWith(createSecrets({ secret: NEXT, previous: ['a third secret that was never used anywhere'] }));
  expect(await count(before)).toEqual({ keys: 4, opened: 4 });
});
