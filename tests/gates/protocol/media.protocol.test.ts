import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, describe } from 'vitest';
import { findPictures } from '../../../platform/pictures.ts';
import { toExecutor } from '../../../platform/transactions.ts';
import { drawing, folderOf, type MediaHouse, openMediaHouse } from '../../integration/media-house.ts';
import { guardDoor } from '../protocol.ts';

let house: MediaHouse;
let size: string;
let file: string;

beforeAll(async () => {
  house = await openMediaHouse();
  const { doc } = await house.send('author', { name: 'a.png', data: await drawing({ width: 800, height: 400 }).png().toBuffer() });
  const picture = (await findPictures(house.payload, [doc.id])).get(doc.id);
  size = picture?.srcset?.split(' ')[0] ?? '';
  file = `/media/${doc.id}/a.png?v=${doc.fingerprint}`;
  // Made before, so that hostile requests have nothing left to make.
  await house.host.fetch('blog', size);
});
afterAll(() => house.close());

/** The rows, and every file on disk: a size that nobody signed would be one more. */
async function state() {
  const { rows } = await toExecutor(house.payload).execute(sql`select id, filename, fingerprint from media`);
  const names = (await readdir(folderOf(house), { recursive: true })).sort();
  return { rows, names, original: (await readFile(path.join(folderOf(house), 'a.png'))).toString('base64').slice(0, 100) };
}

const ask = (to: string) => ({
  method: 'GET',
  path: to,
  headers: { host: `blog.rose.localhost:${house.host.port}`, accept: 'image/*', range: 'bytes=0-9' },
  body: '',
});

describe('media', () => {
  guardDoor({ name: 'media size', port: () => house.host.port, good: () => ask(size), isGood: ({ status }) => status === 206, state });
  guardDoor({ name: 'media file', port: () => house.host.port, good: () => ask(file), isGood: ({ status }) => status === 206, state });
});
