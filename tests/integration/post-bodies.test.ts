import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AccessClass } from '../../contracts/shared.ts';
import { toBody } from './bodies.ts';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
let hosts: (site: string) => string;
beforeAll(async () => {
  house = await bootTest();
  hosts = (site) => new URL(house.payload.config.serverURL).origin.replace('//cms.', `//${site}.`);
});
afterAll(() => house.close());
beforeEach(() => house.payload.db.pool.query('delete from posts'));

const makePost = (title: string, text: string, visibility: 'public' | 'members' = 'public') =>
  house.payload.create({ collection: 'posts', data: { title, slug: '', visibility, _status: 'published', body: toBody(text) } });
const read = async (slug: string, access: AccessClass) => (await house.services.blog.findPost({ slug, access }))?.html ?? '';
const card = (type: string, fields: object) => `@${type} ${JSON.stringify(fields)}`;

describe('a card for some readers', () => {
  test('stands in a public post for those readers, and for nobody else', async () => {
    const only = (shownTo: string[], word: string) => card('callout', { text: { rich: word }, backgroundColor: 'grey', shownTo });
    await makePost('Open to all', ['Said to all.', only(['members'], 'Membersword'), only(['paid'], 'Paidword')].join('\n\n'));
    const seen = async (access: AccessClass) =>
      ['Said', 'Membersword', 'Paidword'].filter((word) => words.get(access)?.includes(word) ?? false);
    const words = new Map<AccessClass, string>();
    for (const access of ['guest', 'member', 'paid', 'tiers:gold', 'staff'] as const) words.set(access, await read('open-to-all', access));
    expect(await seen('guest')).toEqual(['Said']);
    expect(await seen('member')).toEqual(['Said', 'Membersword']);
    expect(await seen('paid')).toEqual(['Said', 'Paidword']);
    expect(await seen('tiers:gold')).toEqual(['Said', 'Paidword']);
    expect(await seen('staff')).toEqual(['Said', 'Membersword', 'Paidword']);
    const { blog } = house.services;
    const away = [await blog.listFeed({}), await blog.findPublicPost({ id: (await blog.listPosts({})).items[0]?.id ?? '' })];
    expect(JSON.stringify(away)).toContain('Said');
    expect(JSON.stringify(away)).not.toMatch(/Membersword|Paidword/);
  });

  test('a guest is read no other body than the public one', async () => {
    const { id } = await makePost('Kept apart', 'Here for all.');
    // Whatever the body holds by mistake: what guests read is made when it is saved.
    await house.payload.db.pool.query('update posts set public_body = $2 where id = $1', [id, JSON.stringify(toBody('Only this.'))]);
    expect(await read('kept-apart', 'guest')).toBe('<p>Only this.</p>');
    expect(await read('kept-apart', 'member')).toBe('<p>Here for all.</p>');
  });
});

test('an invitation to join has a button that leads to the account site, wherever it is read', async () => {
  const { id } = await makePost('Join', card('signup', { header: 'Be one of us', buttonText: 'Join in' }));
  const account = `href="${hosts('account')}/"`;
  expect(await read('join', 'guest')).toContain(account);
  const [fed] = await house.services.blog.listFeed({});
  expect(fed?.html).toContain(account);
  expect((await house.services.blog.findPublicPost({ id }))?.html).toContain(account);
});

test('a film is a link where frames do not work, and a card that needs a page leads there', async () => {
  const { id } = await makePost(
    'Moving',
    card('embed', {
      url: 'https://films.example/w/1',
      title: 'The orchard',
      embedType: 'video',
      html: '<iframe src="https://films.example/e/1"></iframe>',
    }),
  );
  const out = await house.services.blog.findPublicPost({ id });
  expect(out?.html).toContain('<a href="https://films.example/w/1" rel="noopener">The orchard</a>');
  expect(out?.html).not.toContain('iframe');
});

test('what a feed cannot run leads from there to the page of its own post', async () => {
  const machine = (title: string) => makePost(title, card('html', { html: '<script src="https://machines.example/a.js"></script>' }));
  await machine('First machine');
  await machine('Second machine');
  const posts = await house.services.blog.listFeed({});
  expect(posts).toHaveLength(2);
  for (const post of posts) expect(post.html).toContain(`href="${hosts('blog')}${post.path}"`);
});

test('the time to read is of the whole text, also where a part of it is held back', async () => {
  const long = Array.from({ length: 700 }, () => 'word').join(' ');
  const gated = await makePost('Long', `Open.\n\n=== members ===\n\n${long}`, 'members');
  const minutes = async () => (await house.services.blog.listPosts({})).items[0]?.readingMinutes;
  expect(await minutes()).toBe(3);
  // What was saved before words were counted.
  await house.payload.db.pool.query('update posts set word_count = null, public_text = $2 where id = $1', [gated.id, `${long} ${long}`]);
  expect(await minutes()).toBe(6);
});
