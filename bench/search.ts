import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Search } from '../contracts/blog.ts';
import { readEnv } from '../env.ts';
import { createLog } from '../platform/log.ts';
import { generatePosts } from '../samples/generate/posts.ts';
import { boot } from '../server/boot.ts';
import { startEmbeddedPostgres } from '../server/postgres/embedded.ts';
import { learnWords } from '../services/blog/search.words.ts';

export const takesPosts = true;

const POSTS = 100_000;
const ROUNDS = 40;

/** What people ask: words that half of all posts have, that few have, together, with filters, and mistyped. */
const ASKED: Readonly<Record<string, readonly Search[]>> = {
  common: [{ q: 'garden' }, { q: 'bread' }, { q: 'winter' }, { q: 'market' }],
  rare: [{ q: 'supper' }, { q: 'orchard' }, { q: 'letter' }],
  together: [{ q: 'garden bread' }, { q: 'winter harvest soil' }, { q: 'rose or ash' }, { q: '"market print"' }],
  filtered: [
    { q: 'garden', tag: 'subject-3' },
    { q: 'bread', year: new Date().getUTCFullYear() },
  ],
  mistyped: [{ q: 'orchardd' }, { q: 'meetting harvestt' }],
  page: [{ q: 'garden', page: 9 }],
};

const RAW = `
  select id from search_documents where vector @@ websearch_to_tsquery('rose_english', $1) and published_at <= now()
  order by ts_rank(vector, websearch_to_tsquery('rose_english', $1)) desc limit 20
`;

/**
 * How long a search takes over 100,000 generated posts, as the site asks it: hits, count, cards and
 * marked passages. Beside it, in the same run, the bare query that ranks every match (`raw`).
 * Milliseconds; `ratio` is raw p95 over ours.
 */
export async function run({
  root,
  say,
  posts = POSTS,
}: {
  root: string;
  say: (line: string) => void;
  posts?: number;
}): Promise<Record<string, number>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rose-bench-'));
  const postgres = await startEmbeddedPostgres({ ephemeral: true });
  const env = readEnv({
    NODE_ENV: 'production',
    ROSE_ROOT: root,
    ROSE_DATA: dataDir,
    ROSE_SECRET: randomBytes(24).toString('hex'),
    DATABASE_URL: postgres.url,
  });
  const house = await boot({ env, databaseUrl: postgres.url, log: createLog({ level: 'silent' }) });
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
  try {
    await generatePosts(pool, { count: posts, say });
    for (let due = 1; due > 0; ) {
      await learnWords(house.payload);
      const { rows } = await pool.query<{ due: string }>('select count(*) as due from search_documents where words_at is null');
      due = Number(rows[0]?.due);
    }
    await pool.query('vacuum analyze search_documents, search_words');
    say('the words are learnt');
    const figures: Record<string, number> = { posts };
    const all: number[] = [];
    const raw: number[] = [];
    for (const [name, searches] of Object.entries(ASKED)) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const asked of searches) {
          times.push(await timed(() => house.services.blog.search(asked)));
          if (round % 8 === 0) raw.push(await timed(() => pool.query(RAW, [asked.q])));
        }
      }
      all.push(...times);
      figures[`${name}P95`] = percentile(times, 0.95);
      say(`${name.padEnd(9)} p50 ${percentile(times, 0.5)} ms, p95 ${percentile(times, 0.95)} ms`);
    }
    const p95 = percentile(all, 0.95);
    const rawP95 = percentile(raw, 0.95);
    return { ...figures, p50: percentile(all, 0.5), p95, rawP95, ratio: Math.round((rawP95 / p95) * 100) / 100 };
  } finally {
    await pool.end();
    await house.close();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}
