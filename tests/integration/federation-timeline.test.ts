import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Peer, type PeerActor, startPeer } from '../doubles/fediverse/server.ts';
import { type FederationHouse, openFederationHouse } from './federation-house.ts';
import { bootTest, type TestBoot } from './harness.ts';

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

let house: TestBoot;
let fed: FederationHouse;
let peer: Peer;
beforeAll(async () => {
  house = await bootTest();
  fed = await openFederationHouse(house);
  peer = await startPeer();
});
afterAll(async () => {
  await peer?.close();
  await fed?.close();
  await house?.close();
});

let shares = 0;
async function share(sharer: PeerActor, object: string, more: Record<string, unknown> = {}): Promise<string> {
  const id = `${sharer.id}/shares/${++shares}`;
  const answer = await sharer.post(fed.actorOf('blog').inbox, { id, type: 'Announce', actor: sharer.id, object, to: [PUBLIC], ...more });
  expect(answer.status).toBe(202);
  await fed.worker.drain();
  return id;
}

async function say(title: string): Promise<{ id: string; url: string }> {
  const post = await house.payload.create({
    collection: 'posts',
    data: { title, slug: '', _status: 'published', visibility: 'public' },
  });
  await fed.worker.drain();
  return { id: post.id, url: `${fed.originOf('blog')}/ap/posts/${post.id}` };
}

const timeline = () => fed.services.federation.listTimeline({ limit: 10 });
const find = async (url: string) => (await timeline()).filter(({ objectUrl }) => objectUrl === url);

test('what is said and then shared is one entry, with everybody who shared it once', async () => {
  const { url } = await say('Said once');
  expect(await find(url)).toMatchObject([{ site: 'blog', title: 'Said once', sharedBy: { first: [], count: 0 } }]);
  const [ann, ben] = [peer.addActor('ann'), peer.addActor('ben')];
  await share(ann, url);
  await share(ben, url);
  await share(ann, url);
  const { host } = new URL(peer.origin);
  expect(await find(url)).toMatchObject([
    {
      sharedBy: {
        first: [
          { actor: ann.id, handle: `@ann@${host}` },
          { actor: ben.id, handle: `@ben@${host}` },
        ],
        count: 2,
      },
    },
  ]);
  const { docs } = await house.payload.find({ collection: 'activities', where: { type: { equals: 'Announce' } } });
  expect(docs.map(({ data }) => data)).toEqual(Array(3).fill({ site: 'blog', tags: ['timeline'] }));
});

test('many sharers are counted, and the first three named', async () => {
  const { url } = await say('Liked by many');
  const names = ['zoe', 'yan', 'xia', 'wim', 'vic'];
  for (const name of names) await share(peer.addActor(name), url);
  await share(peer.addActor('again'), url);
  await share(peer.addActor('again'), url);
  const [entry] = await find(url);
  const { host } = new URL(peer.origin);
  expect(entry?.sharedBy.count).toBe(6);
  expect(entry?.sharedBy.first.map(({ handle }) => handle)).toEqual(['zoe', 'yan', 'xia'].map((name) => `@${name}@${host}`));
});

test('who shared it takes it back; nobody else can', async () => {
  const { url } = await say('Taken back');
  const [cem, dan] = [peer.addActor('cem'), peer.addActor('dan')];
  const id = await share(cem, url);
  const undo = async (actor: PeerActor, claimed: PeerActor) => {
    const object = { id, type: 'Announce', actor: claimed.id, object: url };
    const body = { id: `${actor.id}/undos/${++shares}`, type: 'Undo', actor: actor.id, object };
    await actor.post(fed.actorOf('blog').inbox, body);
    await fed.worker.drain();
    return (await find(url))[0]?.sharedBy.count;
  };
  expect(await undo(dan, dan)).toBe(1);
  expect(await undo(dan, cem)).toBe(1);
  expect(await undo(cem, cem)).toBe(0);
  // Of the share its id is left, so the same one that comes late does not bring it back.
  const { docs } = await house.payload.find({ collection: 'inbox-activities', where: { activityId: { equals: id } } });
  expect(docs).toMatchObject([{ type: 'Announce', handle: null, objectUrl: null }]);
  await cem.post(fed.actorOf('blog').inbox, { id, type: 'Announce', actor: cem.id, object: url, to: [PUBLIC] });
  await fed.worker.drain();
  expect((await find(url))[0]?.sharedBy).toEqual({ first: [], count: 0 });
});

test('what is for followers only, about things of others, or of the blocked is not kept', async () => {
  const { id, url } = await say('Not for this');
  const eve = peer.addActor('eve');
  const { totalDocs: before } = await house.payload.count({ collection: 'inbox-activities' });
  await share(eve, url, { to: [`${eve.id}/followers`] });
  await share(eve, `${peer.origin}/notes/1`);
  await share(eve, `${fed.originOf('blog')}/ap/posts/00000000-0000-4000-8000-000000000000`);
  expect((await house.payload.count({ collection: 'inbox-activities' })).totalDocs).toBe(before);
  await share(eve, url);
  expect((await find(url))[0]?.sharedBy.count).toBe(1);
  await house.payload.create({ collection: 'blocked-domains', data: { domain: '127.0.0.1' } });
  expect((await find(url))[0]?.sharedBy).toEqual({ first: [], count: 0 });
  await house.payload.delete({ collection: 'posts', id });
  await fed.worker.drain();
  expect(await find(url)).toEqual([]);
});
