import { createHash } from 'node:crypto';
import type { SiteName } from '../../contracts/shared.ts';
import type { CacheClient } from '../../platform/cache.ts';
import type { Log } from '../../platform/log.ts';
import { GUEST, type Subject } from '../host/subjects.ts';
import { within } from '../host/within.ts';
import type { Generations } from '../page-cache/generations.ts';
import { type Piece, toPiece } from '../page-cache/gzip.ts';
import { createTaggedStore } from '../page-cache/tagged-store.ts';
import { findFragmentKind } from './registry.ts';
import type { Slot } from './slots.ts';

/** What one owner puts into one slot. */
export interface FragmentRef {
  readonly owner: SiteName;
  readonly type: string;
  readonly params: string;
  readonly ttl: number;
  readonly personal: boolean;
  /** Without the subject. */
  readonly key: string;
}

export interface Fragment extends Piece {
  readonly hash: string;
}

/** A fragment as its owner answered, whichever way it was asked. */
export interface FragmentAnswer {
  readonly html: Buffer;
  readonly tags: readonly string[];
}

export interface Fragments {
  /** Counts purges of fragments: while it stands still, what was composed of fresh ones stays right. */
  epoch(): number;
  /** Without waiting; undefined when it has to be fetched first. */
  peek(ref: FragmentRef, subject: Subject): { fragment: Fragment; freshUntil: number } | undefined;
  /** Waits at most 300 ms, 2 s for what is the same for everybody; null when it failed or is late, and then nothing is kept. */
  fetch(ref: FragmentRef, subject: Subject): Promise<Fragment | null>;
  purge(tags: readonly string[], soft?: readonly string[]): void;
  /**
   * Drops what is kept, or being made, for one person, who has just changed something: when it resolves, here and
   * in the shared cache. What other processes hold in memory waits for its age.
   */
  forget(subject: Subject): Promise<void>;
}

const LATE_MS = 300;
/** The same for what is made once for everybody, a menu: a page without it helps nobody. Not while its owner fails. */
const LATE_FOR_ALL_MS = 2_000;
/** An owner that never answers must not keep the next reader from asking again. */
const GIVEN_UP_MS = 5_000;
const TOLD_AGAIN_MS = 60_000;

/** The owners of a slot, in their order; empty for an unknown type. */
export function toRefs(slot: Slot): FragmentRef[] {
  const kind = findFragmentKind(slot.type, slot.params);
  if (!kind) return [];
  return kind.owners.map((owner) => ({
    owner,
    type: slot.type,
    params: slot.params,
    ttl: kind.ttl,
    personal: kind.personal,
    key: `${owner} ${slot.type}?${slot.params} `,
  }));
}

/** Fetches fragments from their owners and keeps them per type and person. */
export function createFragments(options: {
  cache: CacheClient;
  generations: Generations;
  log: Log;
  /** Asks the owner, in this process or another; throws when there is no good answer. */
  ask: (ref: FragmentRef, subject: Subject) => Promise<FragmentAnswer>;
}): Fragments {
  const { generations, log, ask } = options;
  const store = createTaggedStore<Fragment>({
    name: 'fragment',
    maxBytes: 32 * 1024 * 1024,
    codec: {
      sizeOf: (fragment) => fragment.bytes.length + fragment.deflated.length + 100,
      encode: (fragment) => fragment.bytes,
      decode: toFragment,
    },
    ...options,
  });
  const running = new Map<string, Promise<Fragment>>();
  /** Milliseconds since the epoch, by owner and type. */
  const told = new Map<string, number>();
  let epoch = 0;

  /** A site that is away fails for every reader; the log needs one line of it a minute. */
  function tellFailure(ref: FragmentRef, error: unknown) {
    if (hasFailed(ref)) return;
    told.set(`${ref.owner} ${ref.type}`, Date.now());
    log.warn({ error, fragment: ref.type, owner: ref.owner }, 'A fragment failed');
  }

  const hasFailed = (ref: FragmentRef) => Date.now() - (told.get(`${ref.owner} ${ref.type}`) ?? 0) < TOLD_AGAIN_MS;

  async function render(ref: FragmentRef, subject: Subject, key: string): Promise<Fragment> {
    const shared = await store.load(key);
    if (shared) return shared.value;
    const stamp = await generations.begin();
    const answer = await within(ask(ref, subject), GIVEN_UP_MS);
    if (!answer) throw new Error(`${ref.owner} did not answer for ${ref.type}.`);
    const value = toFragment(answer.html);
    const freshUntil = Date.now() + ref.ttl * 1000;
    // What belongs to all, or to every guest, may be a little late while it is made anew; a basket may not.
    const staleUntil = freshUntil + (subject === GUEST ? ref.ttl * 1000 : 0);
    const tags = [...answer.tags, `fragment:${ref.type}`, ...(ref.personal && subject.key ? [subject.key] : [])];
    store.put(key, { value, tags, freshUntil, staleUntil }, stamp);
    return value;
  }

  /** One at a time per key; whoever gives up waiting leaves it running, so that the next one finds it. */
  function refresh(ref: FragmentRef, subject: Subject, key: string): Promise<Fragment> {
    let fragment = running.get(key);
    if (!fragment) {
      const made = render(ref, ref.personal ? subject : GUEST, key).finally(() => {
        if (running.get(key) === made) running.delete(key);
      });
      fragment = made;
      running.set(key, made);
      made.catch((error: unknown) => tellFailure(ref, error));
    }
    return fragment;
  }

  return {
    epoch: () => epoch,
    peek(ref, subject) {
      const key = ref.personal ? ref.key + subject.key : ref.key;
      const entry = store.peek(key);
      if (!entry) return undefined;
      const now = Date.now();
      if (entry.freshUntil <= now) {
        if (entry.staleUntil <= now) return undefined;
        refresh(ref, subject, key).catch(() => {});
      }
      return { fragment: entry.value, freshUntil: entry.freshUntil };
    },
    async fetch(ref, subject) {
      const key = ref.personal ? ref.key + subject.key : ref.key;
      const patience = ref.personal || hasFailed(ref) ? LATE_MS : LATE_FOR_ALL_MS;
      return within(refresh(ref, subject, key), patience).catch(() => null);
    },
    purge(tags, soft) {
      epoch++;
      store.purge(tags, soft);
    },
    async forget({ key }) {
      if (key === '') return;
      // The epoch stays: nothing personal stands in what guests get.
      generations.advance([key]);
      store.purge([key]);
      for (const one of [...running.keys()]) if (one.endsWith(` ${key}`)) running.delete(one);
      await within(generations.advanceShared([key]), LATE_MS).catch((error: unknown) =>
        log.warn({ error }, 'A change could not be told to the shared cache'),
      );
    },
  };
}

function toFragment(html: Buffer): Fragment {
  // A copy, so that a small fragment does not keep a large buffer alive.
  const bytes = Buffer.from(html);
  return { ...toPiece(bytes), hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 8) };
}
