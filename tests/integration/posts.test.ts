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
