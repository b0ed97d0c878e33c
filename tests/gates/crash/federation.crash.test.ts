import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Peer, startPeer } from '../../doubles/fediverse/server.ts';
import { type FederationHouse, openFederationHouse } from '../../integration/federation-house.ts';
import { bootTest, type TestBoot } from '../../integration/harness.ts';
import { killAt } from './crash.ts';

let house: TestBoot;
let fed: FederationHouse;
let peer: Peer;

beforeAll(async () => {
  house = await bootTest();
  fed = await openFederationHouse(house);
  peer = await startPeer();
  await peer.addActor('reader').follow(fed.actorOf('blog'));
  await fed.worker.drain();
});
afterAll(async () => {
  await peer?.close();
  await fed?.close();
  await house?.close();
});

const run = () => ({
  scenario: 'federation-drain' as const,
  input: { port: fed.port },
  env: house.env,
  databaseUrl: house.databaseUrl,
});

/** As if the killed process's leases had run out and the pause before a repeat were over. */
async function letLeasesEnd(): Promise<void> {
  const { pool } = house.payload.db;
  await pool.query(`update pgboss.job set started_on = now() - interval '1 hour' where state = 'active'`);
  await fed.worker.drain();
  await pool.query(`update pgboss.job set start_after = now() where state = 'retry'`);
  await fed.worker.drain();
}

const states = async (about: string) => {
  const { rows } = await house.payload.db.pool.query<{ type: string; state: string; attempts: number }>(
    `select activity_type as type, state, attempts from deliveries where object_id like '%' || $1 order by seq`,
    [about],
  );
  return rows;
};

test.each([
  ['activity.before-commit', 1],
  ['delivery.before-post', 1],
  ['delivery.after-post', 2],
  ['delivery.after-write', 1],
])('killed at %s: the post arrives, and always as the same activity', async (point, most) => {
  const title = `Killed at ${point}`;
  const post = await house.payload.create({
    collection: 'posts',
    data: { title, _status: 'published', visibility: 'public' } as never,
  });
  await killAt(point, run());
  await letLeasesEnd();
  const arrived = peer.received.filter(({ activity }) => (activity.object as { name?: string }).name === title);
  expect(arrived.length).toBeGreaterThanOrEqual(1);
  expect(arrived.length).toBeLessThanOrEqual(most);
  expect(new Set(arrived.map(({ activity }) => activity.id)).size).toBe(1);
  expect(arrived.every(({ verified }) => verified)).toBe(true);
  expect(await states(String(post.id))).toEqual([{ type: 'Create', state: 'delivered', attempts: 1 }]);
});

test.each(['follow.before-write', 'follow.after-write'])('killed at %s: one follower, accepted', async (point) => {
  const follower = peer.addActor(`follower-${point.replace('.', '-')}`);
  const { id } = await follower.follow(fed.actorOf('blog'));
  await killAt(point, run());
  await letLeasesEnd();
  const { totalDocs } = await house.payload.count({ collection: 'followers', where: { actor: { equals: follower.id } } });
  expect(totalDocs).toBe(1);
  const accepts = peer.received.filter(({ activity }) => (activity.object as { id?: string }).id === id);
  expect(accepts.map(({ activity, status }) => [activity.type, status])).toEqual([['Accept', 202]]);
});

test('a delivery whose job is lost altogether is put back by the sweep', async () => {
  peer.answerWith({ status: 500 });
  const { pool } = house.payload.db;
  const post = await house.payload.create({
    collection: 'posts',
    data: { title: 'Lost job', _status: 'published', visibility: 'public' } as never,
  });
  await killAt('delivery.before-post', run());
  peer.answerWith(null);
  await pool.query(`delete from pgboss.job where name = 'federation.deliver' and state = 'active'`);
  await pool.query(`update deliveries set next_at = now() - interval '1 hour' where state = 'pending'`);
  await fed.worker.drain({ sweeps: true });
  expect(await states(String(post.id))).toEqual([{ type: 'Create', state: 'delivered', attempts: 1 }]);
});
