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
  await house.payload.create({ collection: 'posts', data: { title: 'The supper', slug: '', _status: 'published', visibility: 'public' } });
  await fed.worker.drain();
  const [said] = await fed.services.federation.listTimeline({ limit: 1 });
  const sharer = peer.addActor('sharer');
  await sharer.post(fed.actorOf('blog').inbox, {
    id: `${sharer.id}/shares/1`,
    type: 'Announce',
    actor: sharer.id,
    object: said?.objectUrl,
    to: ['https://www.w3.org/ns/activitystreams#Public'],
  });
  await fed.worker.drain();
});
afterAll(async () => {
  await peer?.close();
  await fed?.close();
  await house?.close();
});

pin('a Create and an Announce of one event show once', {
  mended: async () => {
    const entries = await fed.services.federation.listTimeline({ limit: 10 });
    return entries.map(({ objectUrl, sharedBy }) => ({ object: objectUrl, shares: sharedBy.count }));
  },
  // The old platform listed activities: whatever was said, and whatever was said of it.
  broken: async () => {
    const { rows } = await house.payload.db.pool.query<{ object: string; shares: number }>(`
      select object_url as object, 0 as shares from federation_outbox where type = 'Create'
      union all
      select object_url, 1 from inbox_activities where type = 'Announce'
    `);
    return rows;
  },
  holds: (entries) => {
    expect(new Set(entries.map(({ object }) => object)).size).toBe(entries.length);
    expect(entries.map(({ shares }) => shares)).toEqual([1]);
  },
});
