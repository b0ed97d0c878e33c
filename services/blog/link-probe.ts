import { setTimeout as sleep } from 'node:timers/promises';
import type { GuardedFetch } from '../../platform/guarded-fetch.ts';
import { GuardedFetchError } from '../../platform/guarded-fetch.ts';

export type Probed =
  | { readonly type: 'fine' }
  /** Nobody can follow it. */
  | { readonly type: 'broken'; readonly code: number | null; readonly says: string }
  /** It may well be fine: programs are not let in, or it was busy just now. */
  | { readonly type: 'unsure' };

export type Probe = (url: string) => Promise<Probed>;

/** Asks one of our own hosts, wherever it runs; rejects when nobody is there. */
export type AskOwn = (url: string) => Promise<{ readonly status: number }>;

const AGENT = { 'user-agent': 'Mozilla/5.0 (compatible; RoseAsh link check)', accept: 'text/html,*/*;q=0.5' };

/**
 * Whether an address leads somewhere: ours are asked of the sites themselves, redirects and all, others through
 * the guarded fetch, first by HEAD and, where that is not understood, by GET. The same host is asked one thing
 * at a time, with a pause of `pauseMs` between.
 */
export function createProbe(options: { isOwn: (url: URL) => boolean; askOwn: AskOwn; fetch: GuardedFetch; pauseMs?: number }): Probe {
  const { isOwn, askOwn, fetch, pauseMs = 1000 } = options;
  const lanes = createLanes(pauseMs);

  async function probeOutside(url: string): Promise<Probed> {
    try {
      const head = await fetch(url, { method: 'HEAD', headers: AGENT });
      if (toVerdict(head.status).type === 'fine') return { type: 'fine' };
      // Some servers know no HEAD, and say so in many ways.
      return toVerdict((await fetch(url, { headers: AGENT })).status);
    } catch (error) {
      return toFailure(error);
    }
  }

  return async (url) => {
    const asked = URL.parse(url);
    if (!asked) return { type: 'broken', code: null, says: 'This is no address.' };
    if (isOwn(asked)) {
      try {
        return toVerdict((await askOwn(url)).status);
      } catch {
        return { type: 'unsure' };
      }
    }
    return lanes.run(asked.host, () => probeOutside(url));
  };
}

/** One thing at a time in each lane, with a pause between; a lane in which nothing waits any more is forgotten. */
export function createLanes(pauseMs: number): { run<T>(name: string, work: () => Promise<T>): Promise<T>; count(): number } {
  /** What was last begun in each, with the pause after it. */
  const lanes = new Map<string, Promise<void>>();
  return {
    run: (name, work) => {
      const answer = (lanes.get(name) ?? Promise.resolve()).then(work);
      const pause = () => sleep(pauseMs);
      const done: Promise<void> = answer.then(pause, pause).then(() => {
        if (lanes.get(name) === done) lanes.delete(name);
      });
      lanes.set(name, done);
      return answer;
    },
    count: () => lanes.size,
  };
}

function toVerdict(status: number): Probed {
  if (status < 400) return { type: 'fine' };
  if (status === 404 || status === 410) return { type: 'broken', code: status, says: 'There is no such page.' };
  // Not for programs, too many questions, or a bad day: a person may get through.
  if (status < 500 || status === 503) return { type: 'unsure' };
  return { type: 'broken', code: status, says: 'The other server failed.' };
}

function toFailure(error: unknown): Probed {
  if (!(error instanceof GuardedFetchError)) return { type: 'broken', code: null, says: 'The other server could not be asked.' };
  switch (error.reason) {
    case 'size':
      return { type: 'fine' };
    case 'scheme':
      return { type: 'unsure' };
    case 'address':
      return { type: 'broken', code: null, says: 'It leads into a private network.' };
    case 'redirects':
      return { type: 'broken', code: null, says: 'It is sent from place to place without end.' };
    case 'time':
      return { type: 'broken', code: null, says: 'The other server took too long.' };
    case 'network':
      return { type: 'broken', code: null, says: 'There is no such server, or it does not answer.' };
  }
}
