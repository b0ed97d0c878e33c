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
  /** What was last asked of each host, with the pause after it. */
  const lanes = new Map<string, Promise<void>>();

  function inLane<T>(host: string, work: () => Promise<T>): Promise<T> {
    const before = lanes.get(host) ?? Promise.resolve();
    const answer = before.then(work);
    const done = answer.then(
      () => sleep(pauseMs),
      () => sleep(pauseMs),
    );
    lanes.set(
      host,
      done.then(() => {}),
    );
    return answer;
  }

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
    return inLane(asked.host, () => probeOutside(url));
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
