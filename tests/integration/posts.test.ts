import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
beforeAll(async () => {
  house = await bootTest();
});
afterAll(() => house.close());

test('a post has a slug from its title, and an activity in the same transaction', async () => {
  const { payload } = house;
  const post = await payload.create({
    collection: 'posts',
    data: { title: 'Hello there', slug: '', _status: 'published', visibility: 'public' },
  });
  expect(post.slug).toBe('hello-there');
  expect(post.publishedAt).toBeTruthy();
  const { docs } = await payload.find({ collection: 'activities', where: { objectId: { equals: post.id } } });
  expect(docs.map((activity) => activity.type)).toEqual(['Publish']);
  const found = await house.services.blog.findPost({ slug: 'hello-there', access: 'guest' });
  expect(found?.title).toBe('Hello there');
});

test('a draft without a title has an address of its own, and takes its title’s as soon as it has one', async () => {
  const { payload } = house;
  const make = () =>
    payload.create({ collection: 'posts', draft: true, data: { title: '', slug: '', visibility: 'public', _status: 'draft' } });
  const [one, two] = [await make(), await make()];
  expect(one.slug).toMatch(/^untitled-[0-9a-f]{8}$/);
  expect(two.slug).not.toBe(one.slug);
  const named = await payload.update({ collection: 'posts', id: one.id, draft: true, data: { title: 'Rain at last', slug: one.slug } });
  expect(named.slug).toBe('rain-at-last');
  const renamed = await payload.update({
    collection: 'posts',
    id: one.id,
    data: { title: 'Rain, and more', slug: named.slug, _status: 'published' },
  });
  expect(renamed.slug, 'an address that is known stays').toBe('rain-at-last');
  const second = await payload.update({ collection: 'posts', id: two.id, data: { title: 'Rain at last', _status: 'published' } });
  expect(second.slug).toBe('rain-at-last-2');
});
