import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Peer, startPeer } from '../../doubles/fediverse/server.ts';
import { type FederationHouse, openFederationHouse } from '../../integration/federation-house.ts';
import { bootTest, type TestBoot } from '../../integration/harness.ts';
import { pin } from '../pin.ts';

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

let follows = 0;

pin('a double hashes as production does', {
  mended: () => statusOfFollow(false),
  // A double with a hash of its own would never be heard by production, whatever its tests say.
  broken: () => statusOfFollow(true),
  holds: (status) => expect(status).toBe(202),
});

/** What the platform's own inbox says to a Follow that the double has hashed and signed. */
async function statusOfFollow(ownHash: boolean): Promise<number> {
  follows += 1;
  const actor = peer.addActor(`hasher-${follows}`);
  const target = fed.actorOf('blog');
  if (!ownHash) return (await actor.follow(target)).status;
  const { signMessage } = await import('../../doubles/fediverse/signatures.ts');
  const { send } = await import('../../doubles/fediverse/http.ts');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const body = JSON.stringify({
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: `${actor.id}/follows/x`,
    type: 'Follow',
    actor: actor.id,
    object: target.actor,
  });
  const headers = { 'content-type': 'application/activity+json' };
  const signed = signMessage(
    { method: 'POST', url: target.inbox, headers, body: `${body} ` },
    { keyId: `${actor.id}#main-key`, key: privateKey },
    'draft-cavage',
  );
  return (await send(target.inbox, { method: 'POST', headers: { ...headers, ...signed }, body })).status;
}
