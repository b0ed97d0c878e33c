import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessClassOf } from '../../collections/shared/access.ts';
import type { AccessClass } from '../../contracts/shared.ts';
import { type ApiHouse, type Asker, bootApi } from './api-house.ts';
import { toBody } from './bodies.ts';

const ASKERS = ['guest', 'locked', 'member', 'author', 'editor', 'admin'] as const satisfies readonly Asker[];
const OPEN = 'openword';
const KEPT = 'keptword';
const NEWER = 'newerword';

/** Posts in every state that makes a difference to who reads them. */
const STATES = {
  public: {},
  members: { visibility: 'members' },
  paid: { visibility: 'paid' },
  tiers: { visibility: 'tiers', tiers: ['gold'] },
  draft: { _status: 'draft' },
  'by mail': { emailOnly: true },
  later: { publishedAt: '2099-01-01T00:00:00.000Z' },
} as const;
type State = keyof typeof STATES;

/** `-` there is none, `open` the part for everybody, `whole` all of it. */
type Seen = '-' | 'open' | 'whole';

/** Who reads what; the same by each door. */
const READ: Readonly<Record<State, readonly [guest: Seen, locked: Seen, member: Seen, author: Seen, editor: Seen, admin: Seen]>> = {
  // What is for everybody holds nothing back, whatever card stands in it.
  public: ['whole', 'whole', 'whole', 'whole', 'whole', 'whole'],
  members: ['open', 'open', 'whole', 'whole', 'whole', 'whole'],
  paid: ['open', 'open', 'open', 'whole', 'whole', 'whole'],
  tiers: ['open', 'open', 'open', 'whole', 'whole', 'whole'],
  draft: ['-', '-', '-', 'whole', 'whole', 'whole'],
  'by mail': ['-', '-', '-', 'whole', 'whole', 'whole'],
  later: ['-', '-', '-', 'whole', 'whole', 'whole'],
};

let house: ApiHouse;
const posts = new Map<State, { id: string; slug: string }>();
beforeAll(async () => {
  house = await bootApi();
  for (const state of Object.keys(STATES) as State[]) posts.set(state, await make(state));
});
afterAll(() => house.close());

const words = (gated: string) => toBody(`${OPEN}\n\n=== members ===\n\n${gated}`);

/** A post signed by the editor, or by the author when it is to be their own. */
async function make(state: State, { own = false } = {}): Promise<{ id: string; slug: string }> {
  const { id, slug } = await house.payload.create({
    collection: 'posts',
    data: {
      title: `A post ${state}`,
      slug: '',
      visibility: 'public',
      _status: 'published',
      body: words(KEPT),
      authors: [own ? house.ids.author : house.ids.editor],
      ...STATES[state],
    } as never,
  });
  return { id, slug };
}

function toSeen(found: unknown): Seen {
  const text = JSON.stringify(found ?? null);
  if (text.includes(KEPT)) return 'whole';
  return text.includes(OPEN) ? 'open' : '-';
}

const GRAPHQL = 'id title body publicBody';

/** Every way to one post. What is in no `body` or `publicBody` has not been read. */
const DOORS: Readonly<Record<string, (asker: Asker, post: { id: string; slug: string }) => Promise<unknown>>> = {
  'REST list': async (asker, { id }) => (await house.rest(asker, 'GET', '/posts?limit=100')).body.docs?.filter((doc) => doc.id === id),
  'REST list of drafts': async (asker, { id }) =>
    (await house.rest(asker, 'GET', '/posts?limit=100&draft=true')).body.docs?.filter((doc) => doc.id === id),
  'REST by id': async (asker, { id }) => (await house.rest(asker, 'GET', `/posts/${id}`)).body,
  'REST by id, draft': async (asker, { id }) => (await house.rest(asker, 'GET', `/posts/${id}?draft=true`)).body,
  'REST by a question': async (asker, { slug }) =>
    (await house.rest(asker, 'GET', `/posts?where[slug][equals]=${encodeURIComponent(slug)}`)).body.docs,
  'GraphQL list': async (asker, { id }) => {
    const { data } = await house.graphql(asker, `{ Posts(limit: 100) { docs { ${GRAPHQL} } } }`);
    return (data?.Posts as { docs: { id: string }[] } | undefined)?.docs.filter((doc) => doc.id === id);
  },
  'GraphQL by id': async (asker, { id }) => (await house.graphql(asker, `{ Post(id: "${id}") { ${GRAPHQL} } }`)).data?.Post,
  'GraphQL by id, draft': async (asker, { id }) =>
    (await house.graphql(asker, `{ Post(id: "${id}", draft: true) { ${GRAPHQL} } }`)).data?.Post,
};

describe.each(Object.keys(DOORS))('through %s', (door) => {
  test.each(Object.keys(STATES) as State[])('a post that is %s is read by whom it is for', async (state) => {
    const [post, ask] = [posts.get(state), DOORS[door]];
    if (!post || !ask) throw new Error(`There is no ${state} or ${door}.`);
    const seen = Object.fromEntries(await Promise.all(ASKERS.map(async (asker) => [asker, toSeen(await ask(asker, post))] as const)));
    expect(seen).toEqual(Object.fromEntries(ASKERS.map((asker, at) => [asker, READ[state][at]])));
  });
});

test('pages give each class what the API gives it', async () => {
  const classes = new Map<Asker, AccessClass>();
  for (const asker of ASKERS) {
    const user = asker === 'guest' ? null : await house.payload.findByID({ collection: 'users', id: house.ids[asker] ?? '', depth: 0 });
    classes.set(asker, accessClassOf({ user } as never));
  }
  for (const [state, { slug }] of posts) {
    for (const [at, asker] of ASKERS.entries()) {
      const page = await house.services.blog.findPost({ slug, access: classes.get(asker) ?? 'guest' });
      // What is not out has no page for anybody: staff see it by the preview.
      const expected = READ[state][2] === '-' ? '-' : READ[state][at];
      expect({ state, asker, seen: toSeen(page) }).toEqual({ state, asker, seen: expected });
    }
  }
});

describe('versions', () => {
  let id: string;
  let version: string;
  beforeEach(async () => {
    ({ id } = await make('public'));
    // Published, with a newer draft.
    await house.payload.update({ collection: 'posts', id, draft: true, data: { title: NEWER, body: words(NEWER), _status: 'draft' } });
    const { docs } = await house.payload.findVersions({
      collection: 'posts',
      where: { parent: { equals: id } },
      sort: 'createdAt',
      limit: 1,
    });
    version = docs[0]?.id ?? '';
  });

  test('a newer draft is read by staff alone, asked for or not', async () => {
    for (const asker of ASKERS) {
      const isStaff = ['author', 'editor', 'admin'].includes(asker);
      for (const [door, ask] of Object.entries(DOORS)) {
        const text = JSON.stringify((await ask(asker, { id, slug: 'a-post-public' })) ?? null);
        const expected = isStaff && door.includes('draft');
        expect({ asker, door, newer: text.includes(NEWER) }).toEqual({ asker, door, newer: expected });
      }
    }
  });

  test.each([
    ['REST list', (asker: Asker) => house.rest(asker, 'GET', '/posts/versions?limit=100')],
    ['REST by id', (asker: Asker) => house.rest(asker, 'GET', `/posts/versions/${version}`)],
  ] as const)('are read by staff alone: %s', async (_door, ask) => {
    for (const asker of ASKERS) {
      const { status, body } = await ask(asker);
      const isStaff = ['author', 'editor', 'admin'].includes(asker);
      expect({ asker, status }).toEqual({ asker, status: isStaff ? 200 : 403 });
      expect(JSON.stringify(body).includes(OPEN)).toBe(isStaff);
    }
  });

  test('are read by staff alone: GraphQL', async () => {
    for (const asker of ASKERS) {
      const isStaff = ['author', 'editor', 'admin'].includes(asker);
      for (const query of [`{ versionsPosts { docs { version { body } } } }`, `{ versionPost(id: "${version}") { version { body } } }`]) {
        const answer = await house.graphql(asker, query);
        expect({ asker, query, read: JSON.stringify(answer.data ?? null).includes(OPEN) }).toEqual({ asker, query, read: isStaff });
      }
    }
  });

  test('are restored by those who may change the post', async () => {
    for (const [asker, status] of [
      ['guest', 403],
      ['locked', 403],
      ['member', 403],
      ['author', 403],
      ['editor', 200],
    ] as const) {
      expect({ asker, status: (await house.rest(asker, 'POST', `/posts/versions/${version}`)).status }).toEqual({ asker, status });
      const { data } = await house.graphql(asker, `mutation { restoreVersionPost(id: "${version}") { id } }`);
      expect({ asker, restored: data?.restoreVersionPost !== null && data?.restoreVersionPost !== undefined }).toEqual({
        asker,
        restored: status === 200,
      });
    }
  });
});

type Operation = (asker: Asker, id: string) => Promise<unknown>;

/** Every way to change one post. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  'REST update': (asker, id) => house.rest(asker, 'PATCH', `/posts/${id}`, { title: 'Changed' }),
  'REST autosave': (asker, id) => house.rest(asker, 'PATCH', `/posts/${id}?draft=true&autosave=true`, { title: 'Changed' }),
  'REST update of many': (asker, id) => house.rest(asker, 'PATCH', `/posts?where[id][equals]=${id}`, { title: 'Changed' }),
  'REST unpublish': (asker, id) => house.rest(asker, 'PATCH', `/posts/${id}`, { _status: 'draft' }),
  'GraphQL update': (asker, id) => house.graphql(asker, `mutation { updatePost(id: "${id}", data: { title: "Changed" }) { id } }`),
  'REST delete': (asker, id) => house.rest(asker, 'DELETE', `/posts/${id}`),
  'REST delete of many': (asker, id) => house.rest(asker, 'DELETE', `/posts?where[id][equals]=${id}`),
  'GraphQL delete': (asker, id) => house.graphql(asker, `mutation { deletePost(id: "${id}") { id } }`),
};

describe.each(Object.entries(OPERATIONS))('%s', (name, operate) => {
  test.each([
    ['of somebody else', false],
    ['of the author', true],
  ] as const)('%s: done by whom it is for, and by nobody else', async (_whose, own) => {
    const may: readonly Asker[] = name.includes('delete') || !own ? ['editor', 'admin'] : ['author', 'editor', 'admin'];
    for (const asker of ASKERS) {
      const { id } = await make('public', { own });
      const before = await read(id);
      await operate(asker, id);
      expect({ asker, changed: (await read(id)) !== before }).toEqual({ asker, changed: may.includes(asker) });
    }
  });
});

/** What stands in the database of a post: its row, and the title of its newest version. */
async function read(id: string): Promise<string> {
  const { rows } = await house.payload.db.pool.query(
    `select p.title, p._status, (select v.version_title from _posts_v v where v.parent_id = p.id order by v.created_at desc, v.id limit 1) as newest
     from posts p where p.id = $1`,
    [id],
  );
  return JSON.stringify(rows);
}
