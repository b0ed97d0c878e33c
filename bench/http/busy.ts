import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ask, type BenchHouse } from './house.ts';

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
  while (!over) {
    await edit({ house, token: editor, but, excerpt: `An edit for the bench, number ${++edits}` });
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await rm(folder, { recursive: true, force: true });
  const { written } = z.object({ written: z.record(z.string(), z.number()) }).parse(JSON.parse(report));
  return { edits, imported: written.posts ?? 0 };
}

async function signIn({ port, editor }: BenchHouse): Promise<string> {
  const answer = await ask(port, 'cms', '/api/users/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(editor),
  });
  return z.object({ token: z.string() }).parse(JSON.parse(answer.body.toString())).token;
}

async function edit(command: { house: BenchHouse; token: string; but: string; excerpt: string }): Promise<void> {
  const { token, but, excerpt } = command;
  const { port } = command.house;
  const headers = { authorization: `JWT ${token}`, 'content-type': 'application/json', accept: 'application/json' };
  const listed = await ask(port, 'cms', '/api/posts?limit=2&depth=0&where[_status][equals]=published&sort=createdAt', { headers });
  const { docs } = z.object({ docs: z.array(z.object({ id: z.string(), slug: z.string() })) }).parse(JSON.parse(listed.body.toString()));
  const post = docs.find(({ slug }) => !but.includes(`/${slug}/`));
  if (!post) throw new Error('There is no post to edit.');
  const answer = await ask(port, 'cms', `/api/posts/${post.id}`, { method: 'PATCH', headers, body: JSON.stringify({ excerpt }) });
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
