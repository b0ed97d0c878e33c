import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ask, type BenchHouse } from './house.ts';

const BETWEEN_EDITS_MS = 500;

/** An import and edits, as they go on in a working day: resolves when the import is done. */
export async function keepBusy({
  house,
  root,
  posts,
  but,
}: {
  house: BenchHouse;
  root: string;
  posts: number;
  /** Path of the post that is measured; another one is edited. */
  but: string;
}): Promise<{ edits: number; imported: number }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rose-bench-import-'));
  const file = path.join(folder, 'export.json');
  await writeFile(file, JSON.stringify(toGhostExport(posts)));
  const child = spawn(process.execPath, [path.join(root, 'server/main.ts'), 'import', 'ghost', file, '--json'], {
    env: house.env,
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let report = '';
  child.stdout.on('data', (chunk: Buffer) => (report += chunk.toString()));
  const ended = once(child, 'close');
  let over = false;
  void ended.finally(() => (over = true));

  const editor = await signIn(house);
  let edits = 0;
  const other = await findPost(house, editor, `where[slug][not_equals]=${toSlug(but)}`);
  while (!over) {
    await edit({ house, token: editor, id: other, excerpt: `An edit for the bench, number ${++edits}` });
    await sleep(BETWEEN_EDITS_MS);
  }
  await rm(folder, { recursive: true, force: true });
  const { written } = z.object({ written: z.record(z.string(), z.number()) }).parse(JSON.parse(report));
  return { edits, imported: written.posts ?? 0 };
}

/** Edits the post at this path twice a second for so long; resolves with how often. */
export async function keepEditing({ house, path: edited, seconds }: { house: BenchHouse; path: string; seconds: number }): Promise<number> {
  const token = await signIn(house);
  const id = await findPost(house, token, `where[slug][equals]=${toSlug(edited)}`);
  const until = Date.now() + seconds * 1000;
  let edits = 0;
  while (Date.now() < until) {
    await edit({ house, token, id, excerpt: `An edit for the bench, number ${++edits}` });
    await sleep(BETWEEN_EDITS_MS);
  }
  return edits;
}

const toSlug = (address: string) => address.split('/').findLast((part) => part !== '') ?? '';

async function signIn({ port, editor }: BenchHouse): Promise<string> {
  const answer = await ask(port, 'cms', '/api/users/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(editor),
  });
  return z.object({ token: z.string() }).parse(JSON.parse(answer.body.toString())).token;
}

const toHeaders = (token: string) => ({ authorization: `JWT ${token}`, 'content-type': 'application/json', accept: 'application/json' });

async function findPost({ port }: BenchHouse, token: string, question: string): Promise<string> {
  const address = `/api/posts?limit=1&depth=0&where[_status][equals]=published&sort=createdAt&${question}`;
  const listed = await ask(port, 'cms', address, { headers: toHeaders(token) });
  const { docs } = z.object({ docs: z.array(z.object({ id: z.string() })) }).parse(JSON.parse(listed.body.toString()));
  const [post] = docs;
  if (!post) throw new Error('There is no post to edit.');
  return post.id;
}

async function edit(command: { house: BenchHouse; token: string; id: string; excerpt: string }): Promise<void> {
  const { house, token, id, excerpt } = command;
  const body = JSON.stringify({ excerpt });
  const answer = await ask(house.port, 'cms', `/api/posts/${id}`, { method: 'PATCH', headers: toHeaders(token), body });
  if (answer.status !== 200) throw new Error(`The edit was answered with ${answer.status}: ${answer.body.toString().slice(0, 300)}`);
}

/** A Ghost 6 export with so many posts of a few paragraphs, invented here. */
function toGhostExport(count: number): unknown {
  const paragraph = 'The oven is lit at four, and by seven the first loaves go out to the market on the back of a bicycle. ';
  const posts = Array.from({ length: count }, (_, at) => ({
    id: `bench${at}`.padEnd(24, '0'),
    title: `A morning at the bakery, part ${at}`,
    slug: `bench-morning-${at}`,
    html: `<p>${paragraph.repeat(6)}</p>`.repeat(8),
    status: 'published',
    type: 'post',
    visibility: 'public',
    created_at: '2024-03-01T07:00:00.000Z',
    updated_at: '2024-03-01T07:00:00.000Z',
    published_at: '2024-03-01T07:00:00.000Z',
  }));
  return {
    db: [
      {
        meta: { exported_on: 1_709_276_400_000, version: '6.0.0' },
        data: { posts, tags: [], posts_tags: [], users: [], posts_authors: [], settings: [] },
      },
    ],
  };
}
