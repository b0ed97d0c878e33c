import type { Pool } from 'pg';
import type { SiteName } from '../contracts/shared.ts';
import type { Log } from '../platform/log.ts';
import type { Sweep } from './worker/sweeps.ts';

/** One page that somebody looked at; nothing here tells who. */
export interface View {
  readonly site: SiteName;
  readonly path: string;
  /** Host of the page with the link, without `www.`; empty for direct visits and our own sites. */
  readonly referrerHost: string;
}

export interface PageViews {
  /** Adds one view in memory; never waits, never throws. */
  count(view: View): void;
  /** Writes what was counted since the last time; what cannot be written is kept for the next. */
  flush(): Promise<void>;
  start(): void;
  /** Writes what is left and ends. */
  close(): Promise<void>;
}

const FLUSH_MS = 5_000;
const LONGEST_PATH = 300;
/**
 * Paths are those of pages that exist, hosts are whatever a program claims. Both are bounded, and so is how many
 * hosts stand beside paths, as each such pair is a row; the rest is `*`.
 */
const MOST_PATHS_A_DAY = 20_000;
const MOST_HOSTS_A_DAY = 1_000;
const MOST_PAIRS_A_DAY = 20_000;
const MOST_WAITING = 50_000;
const KEPT_DAYS = 400;

/** Counts in this process, written every few seconds in one statement. */
export function createPageViews({ sql, log, clock = Date.now }: { sql: Pool; log: Pick<Log, 'warn'>; clock?: () => number }): PageViews {
  let counts = new Map<string, number>();
  const paths = new Set<string>();
  const hosts = new Set<string>();
  const pairs = new Set<string>();
  let day = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function add(key: string, views: number) {
    const before = counts.get(key);
    if (before === undefined && counts.size >= MOST_WAITING) return;
    counts.set(key, (before ?? 0) + views);
  }

  async function write() {
    if (counts.size === 0) return;
    const taken = counts;
    counts = new Map();
    // In one order everywhere, so that two processes never wait for each other in a ring.
    const rows = [...taken].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, views]) => ({ parts: key.split(' '), views }));
    try {
      await sql.query(UPSERT, [
        rows.map(({ parts }) => parts[0]),
        rows.map(({ parts }) => parts[1]),
        rows.map(({ parts }) => parts[2]),
        rows.map(({ views }) => views),
      ]);
    } catch (error) {
      for (const [key, views] of taken) add(key, views);
      log.warn({ err: error }, 'views of pages could not be written; they are kept for the next time');
    }
  }

  const flush = () => {
    writing = writing.then(write);
    return writing;
  };

  return {
    count({ site, path, referrerHost }) {
      const today = Math.floor(clock() / 86_400_000);
      if (today !== day) {
        day = today;
        paths.clear();
        hosts.clear();
        pairs.clear();
      }
      const page = `${site} ${path.length > LONGEST_PATH ? '*' : bounded(paths, path, MOST_PATHS_A_DAY)}`;
      const host = referrerHost && bounded(hosts, referrerHost, MOST_HOSTS_A_DAY);
      const pair = `${page} ${host}`;
      add(host === '' || bounded(pairs, pair, MOST_PAIRS_A_DAY) === pair ? pair : `${page} *`, 1);
    },
    flush,
    start() {
      timer ??= setInterval(() => void flush(), FLUSH_MS).unref();
    },
    async close() {
      clearInterval(timer);
      timer = undefined;
      await flush();
    },
  };
}

/** Days long gone, which no plot shows. */
export function forgetPageViews(sql: Pool): Sweep {
  return {
    name: 'forget-page-views',
    everySeconds: 86_400,
    run: async () => void (await sql.query('delete from page_views where day < current_date - $1::int', [KEPT_DAYS])),
  };
}

/** A day is one of the site's own time zone, as in everything an editor reads. */
const UPSERT = `
  insert into page_views (day, site, path, referrer_host, views)
  select (now() at time zone coalesce((select time_zone from site_settings limit 1), 'UTC'))::date, v.site, v.path, v.host, v.views
  from unnest($1::text[], $2::text[], $3::text[], $4::int[]) with ordinality as v (site, path, host, views, at)
  order by v.at
  on conflict (day, site, path, referrer_host) do update set views = page_views.views + excluded.views
`;

function bounded(seen: Set<string>, value: string, most: number): string {
  if (seen.has(value)) return value;
  if (seen.size >= most) return '*';
  seen.add(value);
  return value;
}
