import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toExecutor } from '../../../platform/transactions.ts';
import { type Peer, startPeer } from '../../doubles/fediverse/server.ts';
import { signMessage } from '../../doubles/fediverse/signatures.ts';
import { type FederationHouse, openFederationHouse } from '../../integration/federation-house.ts';
import { bootTest, type TestBoot } from '../../integration/harness.ts';
import { guardDoor } from '../protocol.ts';

let house: TestBoot;
let fed: FederationHouse;
let peer: Peer;
beforeAll(async () => {
  house = await bootTest();
  fed = await openFederationHouse(house);
  peer = await startPeer();
});
afterAll(async () => {
  await peer.close();
  await fed.close();
  await house.close();
});

const followers = async () => (await toExecutor(house.payload).execute(sql`select count(*)::int as n from followers`)).rows;

guardDoor({
  name: 'inbox',
  port: () => Number(new URL(fed.originOf('blog')).port),
  // Signed by a stranger's key: whole in form, and refused whatever is done to it.
  good: () => {
    const actor = peer.addActor('stranger');
    const target = fed.actorOf('blog');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const body = JSON.stringify({
      '@context': 'https://www.w3.org/ns/activitystreams',
      id: `${actor.id}/follows/${randomUUID()}`,
      type: 'Follow',
      actor: actor.id,
      object: target.actor,
    });
    const headers = { 'content-type': 'application/activity+json' };
    const signed = signMessage(
      { method: 'POST', url: target.inbox, headers, body },
      { keyId: `${actor.id}#main-key`, key: privateKey },
      'draft-cavage',
    );
    return { method: 'POST', path: new URL(target.inbox).pathname, headers: { ...headers, ...signed }, body };
  },
  isGood: ({ status }) => status === 401,
  state: followers,
  times: 100,
});

test('inbox: after all that, an honest Follow is taken in', async () => {
  const [before] = await followers();
  const answer = await peer.addActor('honest').follow(fed.actorOf('blog'));
  expect(answer.status).toBe(202);
  await fed.worker.drain();
  expect(await followers()).toEqual([{ n: Number(before?.n) + 1 }]);
});
