import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUploadSweep } from './uploads.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rose-uploads-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function leave(name: string, hours: number) {
  const file = path.join(folder, name);
  await writeFile(file, 'a part');
  const then = new Date(Date.now() - hours * 3_600_000);
  await utimes(file, then, then);
}

test('what was left behind goes without anybody coming by, what is being sent stays', async () => {
  await Promise.all([leave('old', 2), leave('new', 0)]);
  const sweep = createUploadSweep({ folder, everyMs: 10 });
  sweep.start();
  await vi.waitUntil(async () => (await readdir(folder)).join() === 'new');
  await leave('later', 3);
  await vi.waitUntil(async () => (await readdir(folder)).join() === 'new');
  await sweep.close();
  await leave('after', 3);
  expect(await readdir(folder)).toEqual(['after', 'new']);
});

test('a folder that is not there yet is no fault', async () => {
  const sweep = createUploadSweep({ folder: path.join(folder, 'none') });
  sweep.start();
  await sweep.close();
});
