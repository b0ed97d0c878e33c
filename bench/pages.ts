import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { z } from 'zod';
import { generatePosts } from '../samples/generate/posts.ts';
import { keepBusy, keepEditing } from './http/busy.ts';
import { type Asked, ask, type BenchHouse, startBenchHouse } from './http/house.ts';
import { measureP99 } from './http/latency.ts';
import { type Loaded, load, median, type Target } from './http/load.ts';
import { createMembers } from './http/members.ts';

export const takesPosts = true;

const MEMBERS = 1000;
const ROUNDS = 3;
const SECONDS = 3;
const STEADY_PER_SECOND = 200;

/**
 * A post page for an anonymous reader from the cache, for a thousand members with fragments of
 * their own, and rendered anew each time; beside it a bare node:http server that sends the same
 * head and bytes as the first. All are one process each and are asked by the same client on
 * loopback in turns, medians of three rounds. Then p99 of the cached page at a steady 200 requests
 * a second: idle; while an import runs and another post is edited twice a second (`p99Busy`); and
 * while this post itself is (`p99Edited`: its page is made anew at once each time, for whoever asks).
 * `p99BareIdle` and `p99BareBusy` are of the bare server at the same moments: what the machine adds.
 * With `posts` the house has so many generated ones besides the samples.
 */
export async function run({
  root,
  say,
  posts = 0,
}: {
  root: string;
  say: (line: string) => void;
  posts?: number;
}): Promise<Record<string, number | string>> {
  const house = await startBenchHouse({ root, say });
  try {
    if (posts > 0) await addPosts(house, posts, say);
    const site = { port: house.port, pid: house.pid, host: `blog.rose.localhost:${house.port}` };
    const page = await findPost(house);
    const cached = await warmUp(house, page);
    const cookies = await createMembers(house.databaseUrl, MEMBERS);
    await checkMember(house, page, cookies[0] ?? '');
    const bare = await startBare(root, cached);
    say(`${page}: ${cached.body.length} bytes as sent, ${cached.headers['content-encoding']}`);

    const targets: Record<'bare' | 'cached' | 'member', Target> = {
      bare: { ...site, ...bare.at, path: page },
      cached: { ...site, path: page },
      member: { ...site, path: page, cookies },
    };
    const results: Record<keyof typeof targets, Loaded[]> = { bare: [], cached: [], member: [] };
    for (const name of ['bare', 'cached', 'member'] as const) await load(targets[name], 2);
    for (let round = 1; round <= ROUNDS; round++) {
      for (const name of ['bare', 'cached', 'member'] as const) {
        const loaded = await load(targets[name], SECONDS);
        results[name].push(loaded);
        say(`round ${round} ${name.padEnd(7)} ${Math.round(loaded.perSecond)}/s, ${loaded.cpuMicros.toFixed(1)} µs of processor each`);
      }
    }
    const uncached = await load({ ...site, path: page, fresh: true }, SECONDS);
    say(`uncached ${Math.round(uncached.perSecond)}/s`);

    const steady = { ...site, path: page, perSecond: STEADY_PER_SECOND };
    // In turns would be at other moments: the bare server is asked beside it, so that both see the same machine.
    const both = (how: { seconds: number; until?: Promise<unknown> }) =>
      Promise.all([measureP99({ ...steady, ...how }), measureP99({ ...steady, ...bare.at, ...how })]);
    // The load before has left work behind (renders nobody waits for, garbage): not counted.
    await both({ seconds: 5 });
    const [idle, bareIdle] = await both({ seconds: 10 });
    const work = keepBusy({ house, root, posts: 300, but: page });
    const [busy, bareBusy] = await both({ seconds: 300, until: work });
    const { edits, imported } = await work;
    bare.stop();
    const editing = keepEditing({ house, path: page, seconds: 10 });
    const edited = await measureP99({ ...steady, seconds: 60, until: editing });
    const ownEdits = await editing;
    say(`p99 ${edited.p99.toFixed(2)} ms while this post itself was edited ${ownEdits} times`);
    say(`p99 ${idle.p99.toFixed(2)} ms idle, ${busy.p99.toFixed(2)} ms while ${imported} posts came in and ${edits} edits were made`);
    say(`p99 of the bare server at the same moments: ${bareIdle.p99.toFixed(2)} and ${bareBusy.p99.toFixed(2)} ms`);

    const speed = (name: keyof typeof results) => median(results[name].map(({ perSecond }) => perSecond));
    const cpu = (name: keyof typeof results) => median(results[name].map(({ cpuMicros }) => cpuMicros));
    return {
      cached: Math.round(speed('cached')),
      member: Math.round(speed('member')),
      uncached: Math.round(uncached.perSecond),
      bare: Math.round(speed('bare')),
      cachedRatio: round2(speed('cached') / speed('bare')),
      memberRatio: round2(speed('member') / speed('bare')),
      cachedCpuRatio: round2(cpu('bare') / cpu('cached')),
      memberCpuRatio: round2(cpu('bare') / cpu('member')),
      p99Idle: round2(idle.p99),
      p99Busy: round2(busy.p99),
      p99Ratio: round2(busy.p99 / idle.p99),
      p99Edited: round2(edited.p99),
      p99BareIdle: round2(bareIdle.p99),
      p99BareBusy: round2(bareBusy.p99),
      posts,
    };
  } finally {
    await house.stop();
  }
}

async function addPosts({ databaseUrl }: BenchHouse, count: number, say: (line: string) => void): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await generatePosts(pool, { count, say });
  } finally {
    await pool.end();
  }
}

/** The newest post: its page lists others, so whatever comes in makes it stale. */
async function findPost({ port }: BenchHouse): Promise<string> {
  const feed = await ask(port, 'blog', '/rss.xml');
  const paths = [...feed.body.toString().matchAll(/<link>[^<]*?:\d+(\/[^<]+)<\/link>/g)].map((match) => match[1] ?? '');
  for (const candidate of paths) {
    const answer = await ask(port, 'blog', candidate, { headers: { accept: 'text/html' } });
    if (answer.status === 200 && answer.body.length > 8_000 && /<article/.test(answer.body.toString())) return candidate;
  }
  throw new Error('The blog has no post to measure.');
}

/** Until it comes from the cache in brotli, as it will for the thousands who follow. */
async function warmUp({ port }: BenchHouse, page: string): Promise<Asked> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await ask(port, 'blog', page, { headers: { accept: 'text/html', 'accept-encoding': 'gzip, br' } });
    if (answer.headers['cache-status'] === 'rose; hit' && answer.headers['content-encoding'] === 'br') return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${page} does not come from the cache.`);
}

async function checkMember({ port }: BenchHouse, page: string, cookie: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await ask(port, 'blog', page, { headers: { accept: 'text/html', 'accept-encoding': 'gzip', cookie } });
    if (answer.headers['cache-status'] === 'rose; hit' && gunzipSync(answer.body).toString().includes('Member 0')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('A member does not get the cached page with a menu of their own.');
}

async function startBare(root: string, answer: Asked): Promise<{ at: { port: number; pid: number }; stop(): void }> {
  const child = fork(path.join(root, 'bench/http/bare-server.ts'));
  const head: string[] = [];
  for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2) {
    const name = answer.rawHeaders[at] ?? '';
    // Written by node:http itself, in both.
    if (!/^(date|connection|keep-alive)$/i.test(name)) head.push(name, answer.rawHeaders[at + 1] ?? '');
  }
  child.send({ head, body: answer.body.toString('base64') });
  const [message] = await once(child, 'message');
  const { port } = z.object({ port: z.number() }).parse(message);
  return { at: { port, pid: child.pid ?? 0 }, stop: () => child.disconnect() };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
