import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MenuNode, toMenuVersion } from '../../contracts/menu.ts';
import { type ApiHouse, type Asker, bootApi } from './api-house.ts';

let house: ApiHouse;
/** Activities of earlier tests are not looked at. */
let since = '0';
beforeAll(async () => {
  house = await bootApi();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.payload.db.pool.query('delete from menu_nodes');
  const { rows } = await house.payload.db.pool.query('select coalesce(max(seq), 0)::text as seq from activities');
  since = String(rows[0]?.seq);
});

const entry = (label: string, more: Partial<MenuNode> = {}): MenuNode => ({
  id: null,
  label,
  href: '/somewhere/',
  icon: '',
  container: null,
  children: [],
  ...more,
});

async function list() {
  const { docs } = await house.payload.find({ collection: 'menu-nodes', sort: 'position', depth: 0, pagination: false });
  return docs;
}
const version = async () => toMenuVersion(await list());

async function save(header: readonly MenuNode[], { asker = 'editor', from }: { asker?: Asker; from?: string } = {}) {
  return house.rest(asker, 'POST', '/blog/menu', { version: from ?? (await version()), tree: { header, footer: [] } });
}

/** `a(b c) d`, in the order that is kept. */
async function say(): Promise<string> {
  const docs = await list();
  const below = (parent: string | null): string =>
    docs
      .filter((doc) => (doc.parent ?? null) === parent)
      .map((doc) => `${doc.label}${docs.some(({ parent: above }) => above === doc.id) ? `(${below(doc.id)})` : ''}`)
      .join(' ');
  return below(null);
}

async function toNodes(): Promise<MenuNode[]> {
  const docs = await list();
  const below = (parent: string | null): MenuNode[] =>
    docs
      .filter((doc) => (doc.parent ?? null) === parent)
      .map((doc) => entry(doc.label ?? '', { id: doc.id, href: doc.href ?? '', children: below(doc.id) }));
  return below(null);
}

const activities = async () =>
  (
    await house.payload.db.pool.query(
      "select type, actor_id, data from activities where object_type = 'menu-nodes' and seq > $1::numeric order by seq",
      [since],
    )
  ).rows as {
    type: string;
    actor_id: string;
    data: { tags: string[] };
  }[];

test('a whole menu is saved at once, by whom it says, and tells the sites', async () => {
  const { status, body } = await save([entry('a', { children: [entry('b', { children: [entry('c')] })] }), entry('d')]);
  expect({ status, changed: body.changed }).toEqual({ status: 200, changed: 4 });
  expect(await say()).toBe('a(b(c)) d');
  const told = await activities();
  expect(told).toHaveLength(4);
  expect(told.every(({ type, actor_id, data }) => type === 'Create' && actor_id === house.ids.editor && data.tags.includes('menu'))).toBe(
    true,
  );
});

test('what goes does not count: an entry moves below another while what stood below it goes', async () => {
  await save([entry('a', { children: [entry('b', { children: [entry('c')] })] }), entry('d', { children: [entry('e')] })]);
  const [a, d] = await toNodes();
  const e = d?.children[0];
  if (!a || !d || !e) throw new Error('The menu is not as it was saved.');
  const { status, body } = await save([{ ...d, children: [{ ...e, children: [{ ...a, children: [] }] }] }]);
  expect({ status, changed: body.changed }).toEqual({ status: 200, changed: 4 });
  expect(await say()).toBe('d(e(a))');
});

test('only what differs is written; entries may change places with those above them', async () => {
  await save([entry('a', { children: [entry('b')] }), entry('d'), entry('e')]);
  const [a, d, e] = await toNodes();
  const b = a?.children[0];
  if (!a || !b || !d || !e) throw new Error('the menu was not saved');
  const { body } = await save([{ ...b, children: [{ ...a, children: [] }] }, d, e]);
  expect(await say()).toBe('b(a) d e');
  expect(body.changed).toBe(2);
  expect((await activities()).slice(4).map(({ type }) => type)).toEqual(['Update', 'Update']);
});

test('what is left out is gone, and so is what stood below it', async () => {
  await save([entry('a', { children: [entry('b')] }), entry('d')]);
  const [, d] = await toNodes();
  await save(d ? [d] : []);
  expect(await say()).toBe('d');
  expect((await activities()).filter(({ type }) => type === 'Delete')).toHaveLength(2);
});

test('who edited an older menu is told so, and nothing of it is written', async () => {
  const old = await version();
  await save([entry('a')]);
  const late = await save([entry('mine')], { from: old });
  expect(late.status).toBe(409);
  expect(JSON.stringify(late.body)).toContain('Somebody else has saved the menu');
  expect(await say()).toBe('a');
});

test('two editors who save at the same moment: one is told', async () => {
  const from = await version();
  const answers = await Promise.all([save([entry('one')], { from }), save([entry('two')], { from, asker: 'admin' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await list()).toHaveLength(1);
});

test.each<[string, () => MenuNode[], string]>([
  ['a drawing that is not there', () => [entry('a', { icon: 'no-such-drawing' })], 'There is no drawing'],
  [
    'four levels',
    () => [entry('a', { children: [entry('b', { children: [entry('c', { children: [entry('d')] })] })] })],
    'at most 3 levels',
  ],
  ['an entry without words', () => [entry('')], 'write what it says'],
  ['an entry that leads nowhere', () => [entry('a', { href: '' })], 'leads nowhere'],
  ['an address nobody may follow', () => [entry('a', { href: 'javascript:alert(1)' })], 'begins with'],
  ['another host in disguise', () => [entry('a', { href: '//evil.example' })], 'begins with'],
  ['a page that is not there', () => [entry('a', { container: { relationTo: 'pages', value: randomUUID() } })], 'is gone'],
  ['two hundred and one entries', () => Array.from({ length: 201 }, (_, at) => entry(`e${at}`)), 'version'],
])('%s is refused with a sentence', async (_, tree, sentence) => {
  const { status, body } = await save(tree());
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toMatch(new RegExp(sentence));
  expect(await list()).toEqual([]);
});

test('an entry cannot be moved with what hangs from it to where that would be too deep', async () => {
  const make = async (label: string, parent?: string) =>
    String(
      (await house.payload.create({ collection: 'menu-nodes', data: { label, href: '/', menu: 'header', position: 0, parent } as never }))
        .id,
    );
  const top = await make('top');
  const trunk = await make('trunk');
  const branch = await make('branch', trunk);
  await make('leaf', branch);
  const move = (id: string, parent: string) => house.rest('editor', 'PATCH', `/menu-nodes/${id}`, { parent });
  const refused = await move(trunk, top);
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('at most 3 levels')]);
  expect((await move(branch, top)).status).toBe(200);
});

test('two hundred are too many when they stand at both places', async () => {
  const many = Array.from({ length: 101 }, (_, at) => entry(`e${at}`));
  const { status, body } = await house.rest('editor', 'POST', '/blog/menu', {
    version: await version(),
    tree: { header: many, footer: many },
  });
  expect({ status, says: JSON.stringify(body).includes('at most 200') }).toEqual({ status: 400, says: true });
});

test('an entry that leads to a page of ours keeps no address of its own', async () => {
  const page = await house.payload.create({
    collection: 'pages',
    data: { title: 'About', slug: '', visibility: 'public', _status: 'published' },
  });
  await save([entry('', { href: '/old/', container: { relationTo: 'pages', value: page.id } })]);
  const [kept] = await list();
  expect(kept).toMatchObject({ href: '', container: { relationTo: 'pages', value: page.id } });
});

test.each<Asker>(['guest', 'locked', 'member', 'author'])('%s may not', async (asker) => {
  const { status } = await save([entry('a')], { asker });
  expect(status).toBe(403);
  expect(await list()).toEqual([]);
});
