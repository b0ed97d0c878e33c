import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Peer, startPeer } from '../doubles/fediverse/server.ts';
import { type FederationHouse, openFederationHouse } from './federation-house.ts';
import { bootTest, type TestBoot } from './harness.ts';

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
afterEach(() => {
  peer.answerWith(null);
  peer.accept(null);
});

const json = (text: string) => JSON.parse(text) as Record<string, unknown>;
const sent = (type: string) => peer.received.filter(({ activity }) => activity.type === type);
const about = (type: string, title: string) => sent(type).filter(({ activity }) => (activity.object as { name?: string }).name === title);

function write(title: string, more: Record<string, unknown> = {}) {
  return house.payload.create({
    collection: 'posts',
    data: { title, _status: 'published', visibility: 'public', ...more } as never,
  });
}

test('WebFinger (RFC 7033) names the actor of each host, and only its own', async () => {
  const blog = fed.originOf('blog');
  const handle = `blog@${new URL(blog).host}`;
  const found = await fed.get(`${blog}/.well-known/webfinger?resource=acct:${handle}`, '*/*');
  expect(found.status).toBe(200);
  expect(found.headers['content-type']).toMatch(/^application\/jrd\+json/);
  expect(json(found.body)).toMatchObject({ subject: `acct:${handle}` });
  expect(found.body).toContain(`"href":"${fed.actorOf('blog').actor}"`);
  const other = await fed.get(`${blog}/.well-known/webfinger?resource=acct:market@${new URL(blog).host}`, '*/*');
  expect(other.status).toBe(404);
});

test('every site has an actor of its own, all with one key', async () => {
  const documents = await Promise.all(
    (['blog', 'market', 'cart', 'events', 'federation', 'account'] as const).map(async (site) => {
      const answer = await fed.get(fed.actorOf(site).actor);
      expect(answer.status).toBe(200);
      expect(answer.headers.vary).toMatch(/Accept/);
      return json(answer.body);
    }),
  );
  expect(documents.map(({ type }) => type)).toEqual(['Group', 'Group', 'Service', 'Group', 'Application', 'Service']);
  const pems = documents.map(({ publicKey }) => (publicKey as { publicKeyPem: string }).publicKeyPem);
  expect(new Set(pems).size).toBe(1);
  expect(documents[0]).toMatchObject({ preferredUsername: 'blog', inbox: fed.actorOf('blog').inbox });
  const foreign = await fed.get(`${fed.originOf('blog')}/ap/actors/market`);
  expect(foreign.status).toBe(404);
});

test('people who open an actor are shown its site; NodeInfo tells who serves it', async () => {
  const page = await fed.get(fed.actorOf('blog').actor, 'text/html,*/*;q=0.8');
  expect(page.status).toBe(303);
  expect(page.headers.location).toBe(`${fed.originOf('blog')}/`);
  const nodeInfo = await fed.get(`${fed.originOf('blog')}/nodeinfo/2.1`, '*/*');
  expect(json(nodeInfo.body)).toMatchObject({ software: { name: 'rose-ash' }, protocols: ['activitypub'] });
});

test.each(['draft-cavage', 'rfc9421'] as const)(
  'a Follow signed by %s is accepted, and the Accept verifies at the other end',
  async (scheme) => {
    const follower = peer.addActor(`follower-${scheme}`);
    const answer = await follower.follow(fed.actorOf('blog'), { scheme });
    expect(answer.status).toBe(202);
    await fed.worker.drain();
    const accept = sent('Accept').find(({ activity }) => (activity.object as { id: string }).id === answer.id);
    expect(accept).toMatchObject({ verified: true, scheme: 'draft-cavage', status: 202, path: new URL(follower.inbox).pathname });
    expect(accept?.activity).toMatchObject({ actor: fed.actorOf('blog').actor });
    const { docs } = await house.payload.find({ collection: 'followers', where: { actor: { equals: follower.id } } });
    expect(docs).toMatchObject([{ site: 'blog', status: 'following', inbox: follower.inbox, sharedInbox: `${peer.origin}/inbox` }]);
  },
);

test('the same Follow twice has its effect once; a new one is accepted again', async () => {
  const follower = peer.addActor('insistent');
  const first = await follower.follow(fed.actorOf('blog'));
  await fed.worker.drain();
  await follower.follow(fed.actorOf('blog'), { id: first.id });
  await fed.worker.drain();
  const again = await follower.follow(fed.actorOf('blog'));
  await fed.worker.drain();
  const accepts = sent('Accept').map(({ activity }) => (activity.object as { id: string }).id);
  expect(accepts.filter((id) => id === first.id)).toHaveLength(1);
  expect(accepts.filter((id) => id === again.id)).toHaveLength(1);
  const { totalDocs } = await house.payload.count({ collection: 'followers', where: { actor: { equals: follower.id } } });
  expect(totalDocs).toBe(1);
});

test('unsigned, forged, altered, too large and blocked: refused, and nothing is kept', async () => {
  const stranger = peer.addActor('stranger');
  const follow = { id: `${stranger.id}/f1`, type: 'Follow', actor: stranger.id, object: fed.actorOf('blog').actor };
  const { inbox } = fed.actorOf('blog');
  expect((await stranger.post(inbox, follow, { scheme: 'none' })).status).toBe(401);
  expect((await stranger.post(inbox, follow, { forged: true })).status).toBe(401);
  expect((await stranger.post(inbox, follow, { forged: true, scheme: 'rfc9421' })).status).toBe(401);
  const victim = peer.addActor('victim');
  expect((await stranger.post(inbox, { ...follow, actor: victim.id })).status).toBe(401);
  expect((await stranger.post(inbox, { ...follow, summary: 'x'.repeat(1024 * 1024) })).status).toBe(413);
  const block = await house.payload.create({ collection: 'blocked-domains', data: { domain: '127.0.0.1' } });
  expect((await stranger.post(inbox, follow)).status).toBe(403);
  await house.payload.delete({ collection: 'blocked-domains', id: block.id });
  await fed.worker.drain();
  const { totalDocs } = await house.payload.count({
    collection: 'inbox-activities',
    where: { actor: { in: [stranger.id, victim.id] } },
  });
  expect(totalDocs).toBe(0);
  expect((await stranger.post(inbox, follow)).status).toBe(202);
});

test('Undo ends a Follow; only the follower itself can', async () => {
  const follower = peer.addActor('leaver');
  const { id } = await follower.follow(fed.actorOf('blog'));
  await fed.worker.drain();
  const other = peer.addActor('meddler');
  await other.post(fed.actorOf('blog').inbox, {
    id: `${other.id}/undo`,
    type: 'Undo',
    actor: other.id,
    object: { id, type: 'Follow', actor: follower.id, object: fed.actorOf('blog').actor },
  });
  await fed.worker.drain();
  const isThere = async () => (await house.payload.count({ collection: 'followers', where: { actor: { equals: follower.id } } })).totalDocs;
  expect(await isThere()).toBe(1);
  await follower.unfollow(fed.actorOf('blog'), id);
  await fed.worker.drain();
  expect(await isThere()).toBe(0);
});

test('a published post arrives once per server, verified, as an Article with preview', async () => {
  const post = await write('Plums are in', { excerpt: 'Come & pick them.' });
  await fed.worker.drain();
  const created = about('Create', 'Plums are in');
  // Several followers share the peer's inbox.
  expect(created).toHaveLength(1);
  expect(created[0]).toMatchObject({ verified: true, status: 202, path: '/inbox' });
  const article = created[0]?.activity.object as Record<string, unknown>;
  expect(article).toMatchObject({
    type: 'Article',
    id: `${fed.originOf('blog')}/ap/posts/${post.id}`,
    url: `${fed.originOf('blog')}/plums-are-in/`,
    to: 'https://www.w3.org/ns/activitystreams#Public',
    summary: '<p>Come &amp; pick them.</p>',
  });
  expect(article.preview).toMatchObject({ type: 'Note' });
  const page = await fed.get(`${fed.originOf('blog')}/plums-are-in/`);
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toMatch(/^application\/activity\+json/);
  expect(page.headers.vary).toMatch(/Accept/);
  expect(json(page.body)).toMatchObject({ id: article.id, type: 'Article' });
  const outbox = await fed.get(`${fed.actorOf('blog').actor}/outbox?cursor=0`);
  expect(outbox.body).toContain(String(article.id));
});

test('an edit is an Update, saving again says nothing, taking back is a Delete with a Tombstone', async () => {
  const post = await write('Quince jelly', { excerpt: 'Words that are regretted.' });
  await fed.worker.drain();
  const said = about('Create', 'Quince jelly')[0]?.activity.id ?? '';
  expect((await fed.get(said)).status).toBe(200);
  await house.payload.update({ collection: 'posts', id: post.id, data: { title: 'Quince jelly, at last', excerpt: 'Better.' } });
  await fed.worker.drain();
  expect(about('Update', 'Quince jelly, at last')).toHaveLength(1);
  const outbox = await fed.get(`${fed.actorOf('blog').actor}/outbox?cursor=0`);
  expect(outbox.body).toContain('Better.');
  expect(outbox.body).not.toContain('regretted');
  expect((await fed.get(said)).status).toBe(404);
  await house.payload.update({ collection: 'posts', id: post.id, data: { featured: true } });
  await fed.worker.drain();
  expect(about('Update', 'Quince jelly, at last')).toHaveLength(1);
  await house.payload.update({ collection: 'posts', id: post.id, data: { visibility: 'members' } });
  await fed.worker.drain();
  const url = `${fed.originOf('blog')}/ap/posts/${post.id}`;
  const deleted = sent('Delete').filter(({ activity }) => (activity.object as { id: string }).id === url);
  expect(deleted.map(({ activity }) => (activity.object as { type: string }).type)).toEqual(['Tombstone']);
  expect((await fed.get(url)).status).toBe(404);
  await house.payload.update({ collection: 'posts', id: post.id, data: { visibility: 'public' } });
  await fed.worker.drain();
  const again = about('Create', 'Quince jelly, at last');
  expect(again.map(({ activity }) => (activity.object as { id: string }).id)).toEqual([`${url}~2`]);
  expect((await fed.get(`${url}~2`)).status).toBe(200);
  expect((await fed.get(url)).status).toBe(404);
});

test('what is for members, by mail only, a draft or imported never leaves', async () => {
  const titles = ['For members', 'For payers', 'By mail', 'A draft', 'From the old site'];
  await write('For members', { visibility: 'members' });
  await write('For payers', { visibility: 'paid' });
  await write('By mail', { emailOnly: true });
  await write('A draft', { _status: 'draft' });
  const imported = await house.payload.create({
    collection: 'posts',
    data: { title: 'From the old site', _status: 'published', visibility: 'public' } as never,
    context: { imported: true },
  });
  await fed.worker.drain();
  await house.payload.update({ collection: 'posts', id: imported.id, data: { excerpt: 'Edited by hand.' } });
  await fed.worker.drain();
  const { rows } = await house.payload.db.pool.query('select body::text as body from federation_outbox');
  const everything = [...peer.received.map(({ activity }) => JSON.stringify(activity)), ...rows.map(({ body }) => String(body))].join();
  for (const title of titles) expect(everything).not.toContain(title);
  expect((await fed.get(`${fed.originOf('blog')}/for-members/`)).headers['content-type']).not.toMatch(/activity/);
});

test('a peer in trouble is tried again, then the delivery is dead, then sent again by hand', async () => {
  peer.answerWith({ status: 500 });
  await write('Storm warning');
  await fed.worker.drain();
  const tried = about('Create', 'Storm warning');
  expect(tried).toHaveLength(3);
  expect(new Set(tried.map(({ activity }) => activity.id)).size).toBe(1);
  const failed = await fed.services.federation.listFailedDeliveries();
  expect(failed).toMatchObject([{ inbox: `${peer.origin}/inbox`, activityType: 'Create', attempts: 3, lastError: 'HTTP 500' }]);
  peer.answerWith(null);
  await fed.services.federation.resend(failed[0]?.id ?? '');
  await fed.worker.drain();
  expect(about('Create', 'Storm warning').at(-1)).toMatchObject({ status: 202, verified: true });
  expect(await fed.services.federation.listFailedDeliveries()).toEqual([]);
  await expect(fed.services.federation.resend(failed[0]?.id ?? '')).rejects.toThrow(/failed for good/);
});

test('what was taken back while a peer was down is not sent when it is up again', async () => {
  peer.answerWith({ status: 503 });
  const post = await write('Said too soon');
  await fed.worker.drain();
  const before = about('Create', 'Said too soon').length;
  expect(before).toBeGreaterThan(0);
  await house.payload.update({ collection: 'posts', id: post.id, data: { visibility: 'members' } });
  peer.answerWith(null);
  await fed.worker.drain();
  const { docs } = await house.payload.find({ collection: 'deliveries', where: { objectId: { like: String(post.id) } }, sort: 'seq' });
  expect(docs.map(({ activityType, state }) => [activityType, state])).toEqual([
    ['Create', 'withdrawn'],
    ['Delete', 'delivered'],
  ]);
  expect(about('Create', 'Said too soon')).toHaveLength(before);
});

test('a peer that takes only RFC 9421 is knocked at twice, and known from then on', async () => {
  peer.accept('rfc9421');
  await house.payload.db.pool.query(`delete from activitypub_kv where key[1] = 'signature'`);
  await write('Two knocks');
  await fed.worker.drain();
  expect(about('Create', 'Two knocks').map(({ scheme, status }) => [scheme, status])).toEqual([
    ['draft-cavage', 401],
    ['rfc9421', 202],
  ]);
  await write('One knock');
  await fed.worker.drain();
  expect(about('Create', 'One knock').map(({ scheme, status }) => [scheme, status])).toEqual([['rfc9421', 202]]);
});

test('no private key lies open in the database, queue and dead letters included', async () => {
  const { rows } = await house.payload.db.pool.query<{ text: string }>(`
    select private_sealed as text from activitypub_keys
    union all select data::text from pgboss.job
    union all select value::text from activitypub_kv
    union all select body::text from federation_outbox
  `);
  expect(rows.length).toBeGreaterThan(10);
  for (const { text } of rows) expect(text).not.toMatch(/"d"\s*:|PRIVATE KEY|"privateKey"/);
  const { rows: sealed } = await house.payload.db.pool.query<{ data: Record<string, unknown> }>(
    `select data from pgboss.job where name = 'activitypub.message'`,
  );
  expect(sealed.length).toBeGreaterThan(0);
  for (const { data } of sealed) expect(Object.keys(data)).toEqual(['sealed']);
});

test('404 and 410 drop the followers behind that inbox', async () => {
  const lonely = await startPeer();
  try {
    const follower = lonely.addActor('moved-away', { sharedInbox: false });
    await follower.follow(fed.actorOf('blog'));
    await fed.worker.drain();
    lonely.answerWith({ status: 410 });
    await write('Anybody there');
    await fed.worker.drain();
    const { docs } = await house.payload.find({ collection: 'followers', where: { actor: { equals: follower.id } } });
    expect(docs).toMatchObject([{ status: 'gone' }]);
    const heard = lonely.received.length;
    await write('Once more');
    await fed.worker.drain();
    expect(lonely.received).toHaveLength(heard);
  } finally {
    await lonely.close();
  }
});
