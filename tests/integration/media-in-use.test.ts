import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPictures } from '../../platform/pictures.ts';
import { drawing, folderOf, type MediaHouse, openMediaHouse, photograph } from './media-house.ts';

let house: MediaHouse;
beforeAll(async () => {
  house = await openMediaHouse();
});
afterAll(() => house.close());

test('a replaced file keeps its address, changes its version, and pages that show it are made anew', async () => {
  const { doc } = await house.send('author', { name: 'first.png', data: await drawing({ width: 100, height: 50 }).png().toBuffer() });
  const post = await house.payload.create({
    collection: 'posts',
    data: { title: 'With a picture', slug: 'with', featureImage: doc.id, visibility: 'public', _status: 'published' } as never,
  });
  const replaced = await house.send(
    'author',
    { name: 'second.png', data: await drawing({ width: 200, height: 50 }).png().toBuffer() },
    { id: doc.id },
  );
  expect(replaced.message).toBe('');
  expect(replaced.doc).toMatchObject({ id: doc.id, filename: 'first.png', width: 200, url: doc.url });
  expect(replaced.doc.fingerprint).not.toBe(doc.fingerprint);
  const answer = await house.host.fetch('blog', `/media/${doc.id}/first.png?v=${doc.fingerprint}`);
  expect(await sharp(answer.body).metadata()).toMatchObject({ width: 200 });
  const { docs } = await house.payload.find({ collection: 'activities', where: { objectId: { equals: doc.id } }, limit: 0 });
  const tags = docs.flatMap(({ data }) => (data as { tags: string[] }).tags);
  expect(tags).toEqual(expect.arrayContaining([`media:${doc.id}`, `posts:${post.id}`]));
  const other = await house.send('author', { name: 'third.jpg', data: await photograph() }, { id: doc.id });
  expect(other.doc).toMatchObject({ filename: 'first.jpg', mimeType: 'image/jpeg' });
  expect((await house.host.fetch('blog', `/media/${doc.id}/first.png`)).headers['content-type']).toBe('image/jpeg');
  const unlike = await house.send('author', { name: 'a.svg', data: '<svg xmlns="http://www.w3.org/2000/svg"/>' }, { id: doc.id });
  expect([unlike.status, unlike.message]).toEqual([400, expect.stringContaining('by its like')]);
});

test('a corrected word reaches the pages that show the file, by one activity; the sizes that were made stay', async () => {
  const { doc } = await house.send('author', { name: 'words.png', data: await drawing({ width: 400, height: 300 }).png().toBuffer() });
  const post = await house.payload.create({
    collection: 'posts',
    data: { title: 'Words', slug: 'words', featureImage: doc.id, visibility: 'public', _status: 'published' } as never,
  });
  const [address = ''] = (await findPictures(house.payload, [doc.id])).get(doc.id)?.srcset?.split(' ') ?? [];
  expect((await house.host.fetch('blog', address)).status).toBe(200);
  const variants = path.join(folderOf(house), 'variants', doc.id);
  const updates = async () =>
    (await house.payload.find({ collection: 'activities', where: { objectId: { equals: doc.id }, type: { equals: 'Update' } }, limit: 0 }))
      .docs;

  expect((await house.rest('author', 'PATCH', `/media/${doc.id}`, { alt: 'Bread on a board' })).status).toBe(200);
  expect(await updates()).toEqual([expect.objectContaining({ visibility: 'public', actorId: house.ids.author })]);
  expect((await updates())[0]?.data).toEqual({ tags: [`media:${doc.id}`, `posts:${post.id}`] });
  expect(await readdir(variants)).toEqual([doc.fingerprint]);

  const next = { name: 'words.png', data: await drawing({ width: 300, height: 300 }).png().toBuffer() };
  expect((await house.send('author', next, { id: doc.id })).status).toBe(200);
  const told = await updates();
  expect(told).toHaveLength(2);
  // Lists show the picture too.
  expect(told).toContainEqual(expect.objectContaining({ data: { tags: [`media:${doc.id}`, `posts:${post.id}`, 'posts'] } }));

  // The same words again are seen nowhere. (With its file, the second save sent “Something”.)
  await house.rest('author', 'PATCH', `/media/${doc.id}`, { alt: 'Something' });
  expect(await updates()).toContainEqual(expect.objectContaining({ data: { tags: [`media:${doc.id}`] } }));
  expect(await readdir(path.dirname(variants))).not.toContain(doc.id);
});

test('what is used is listed, kept, and told from what is not', async () => {
  const upload = async (name: string) =>
    (await house.send('author', { name, data: await drawing({ width: 40, height: 40 }).png().toBuffer() })).doc;
  const [inField, inBody, inDraft, inAddress, nowhere] = [
    await upload('u1.png'),
    await upload('u2.png'),
    await upload('u3.png'),
    await upload('u4.png'),
    await upload('u5.png'),
  ];
  const body = {
    root: {
      type: 'root',
      version: 1,
      format: '',
      indent: 0,
      direction: null,
      children: [{ type: 'upload', version: 3, format: '', id: inBody.id, relationTo: 'media', value: inBody.id, fields: {} }],
    },
  };
  const post = await house.payload.create({
    collection: 'posts',
    data: { title: 'Bread', slug: 'bread', body, featureImage: inField.id, visibility: 'public', _status: 'published' } as never,
  });
  await house.payload.update({ collection: 'posts', id: post.id, draft: true, data: { featureImage: inDraft.id } });
  await house.payload.update({ collection: 'users', id: house.ids.author, data: { profileImageUrl: inAddress.url ?? '' } });
  const uses = async (id: string) => (await house.rest('author', 'GET', `/media/${id}/uses`)).body.uses;
  expect(await uses(inField.id)).toEqual([{ collection: 'posts', id: post.id, title: 'Bread' }]);
  expect(await uses(inBody.id)).toEqual([{ collection: 'posts', id: post.id, title: 'Bread' }]);
  expect(await uses(inDraft.id)).toEqual([{ collection: 'posts', id: post.id, title: 'Bread' }]);
  expect(await uses(inAddress.id)).toMatchObject([{ collection: 'users', id: house.ids.author }]);
  expect(await uses(nowhere.id)).toEqual([]);
  expect((await house.rest('member', 'GET', `/media/${inField.id}/uses`)).status).toBe(403);

  const unused = await house.rest('author', 'GET', '/media?where[unused][equals]=true&limit=100');
  const ids = unused.body.docs?.map(({ id }) => id);
  expect(ids).toContain(nowhere.id);
  for (const { id } of [inField, inBody, inDraft, inAddress]) expect(ids).not.toContain(id);
  expect((await house.rest('guest', 'GET', '/media?where[unused][equals]=true')).status).toBe(400);

  const refused = await house.rest('editor', 'DELETE', `/media/${inField.id}`);
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([409, expect.stringContaining('the post “Bread”')]);
  expect((await house.rest('editor', 'DELETE', `/media/${nowhere.id}`)).status).toBe(200);
});
