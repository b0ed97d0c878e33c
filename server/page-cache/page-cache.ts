import { LRUCache } from 'lru-cache';
import type { CacheClient } from '../../platform/cache.ts';
import type { Log } from '../../platform/log.ts';
import { within } from '../host/within.ts';
import type { CacheWish } from './cache-headers.ts';
import type { Generations } from './generations.ts';
import { type Page, pageCodec, preparePage } from './pages.ts';
import { createTaggedStore, type Entry, LONGEST_LIFE_MS } from './tagged-store.ts';

/** A fresh answer of a site. `wish` is null when it must not be kept: an error, a redirect, a cookie … */
export interface Render<Answer> {
  readonly answer: Answer;
  readonly wish: CacheWish | null;
  /** It is no failure: what was kept for this key before is not the answer any more, even if this one is not kept. */
  readonly final: boolean;
  readonly headers: readonly string[];
  readonly html: Buffer;
}

export type Found<Answer> =
  | { readonly type: 'page'; readonly page: Page; readonly status: 'hit' | 'stale' | 'miss' }
  | { readonly type: 'answer'; readonly answer: Answer };

export interface PageCache {
  /** What this process holds, fresh or stale but servable; null when a render has to be waited for. */
  peek(key: string): { readonly page: Page; readonly status: 'hit' | 'stale' } | null;
  /**
   * A page from the cache, or a render. One render per key runs at a time: others wait for it, or
   * get the stale page meanwhile. What must not be kept is never handed to a second reader, nor is
   * what was purged while it was made.
   */
  get<Answer>(key: string, render: () => Promise<Render<Answer>>): Promise<Found<Answer>>;
  /** Makes a stale page anew in the background, unless that is being done or was just done. */
  refresh<Answer>(key: string, render: () => Promise<Render<Answer>>): void;
  /** Pages with a soft tag only are stale: shown for less than a second more, while they are made anew. */
  purge(tags: readonly string[], soft?: readonly string[]): void;
}

/** A render that hangs holds up those who wait for it no longer than this. */
const LONGEST_WAIT_MS = 10_000;
/** Between the beginnings of two renders of one stale page, while purges keep coming; well under `SOFT_MS`. */
const REFRESH_EVERY_MS = 300;
/** How often a reader waits for somebody else's render that a purge overtook. */
const MOST_WAITS = 3;

/** What became of a render for those who waited for it: a page, or why there is none for them. */
type Outcome = Page | 'passed' | 'purged';

export function createPageCache(options: { cache: CacheClient; generations: Generations; log: Log; maxBytes?: number }): PageCache {
  const { generations, log } = options;
  const store = createTaggedStore<Page>({
    ...options,
    name: 'page',
    maxBytes: options.maxBytes ?? 256 * 1024 * 1024,
    codec: pageCodec,
  });
  /** Renders under way. */
  const running = new Map<string, Promise<Outcome>>();
  /** Keys whose answer was not to be kept lately: queueing for them would be in vain. */
  const passed = new LRUCache<string, true>({ max: 10_000, ttl: 10_000 });

  function peek(key: string): { page: Page; status: 'hit' | 'stale' } | null {
    const entry = store.peek(key);
    if (!entry) return null;
    const now = Date.now();
    if (entry.freshUntil > now) return { page: entry.value, status: 'hit' };
    return entry.staleUntil > now ? { page: entry.value, status: 'stale' } : null;
  }

  async function renderAndKeep<Answer>(
    key: string,
    render: () => Promise<Render<Answer>>,
  ): Promise<{ found: Found<Answer>; outcome: Outcome }> {
    const stamp = await generations.begin();
    const { answer, wish, final, headers, html } = await render();
    if (!wish) {
      passed.set(key, true);
      if (final) store.delete(key);
      return { found: { type: 'answer', answer }, outcome: 'passed' };
    }
    // The same page again keeps its compressed answers.
    const page = await preparePage(headers, html, store.peek(key)?.value);
    const isKept = store.put(key, toEntry(key, page, wish), stamp);
    passed.delete(key);
    return { found: { type: 'page', page, status: 'miss' }, outcome: isKept ? page : 'purged' };
  }

  function lead<Answer>(key: string, render: () => Promise<Render<Answer>>): Promise<Found<Answer>> {
    const rendered = renderAndKeep(key, render);
    const outcome = rendered.then(
      (result) => result.outcome,
      () => 'passed' as const,
    );
    running.set(key, outcome);
    void outcome.finally(() => {
      if (running.get(key) === outcome) running.delete(key);
    });
    return rendered.then(({ found }) => found);
  }

  function refresh<Answer>(key: string, render: () => Promise<Render<Answer>>) {
    if (running.has(key)) return;
    const begunAt = store.peek(key)?.begunAt ?? 0;
    if (Date.now() - begunAt < REFRESH_EVERY_MS) return;
    lead(key, render).catch((error: unknown) => log.warn({ error, key }, 'A stale page could not be made anew'));
  }

  async function get<Answer>(key: string, render: () => Promise<Render<Answer>>, waits = 0): Promise<Found<Answer>> {
    const kept = peek(key);
    if (kept) {
      if (kept.status === 'stale') refresh(key, render);
      return { type: 'page', ...kept };
    }
    const alone = () => renderAndKeep(key, render).then(({ found }) => found);
    if (waits >= MOST_WAITS) return alone();
    const other = running.get(key);
    if (other) {
      const outcome = await within(other, LONGEST_WAIT_MS);
      if (outcome === 'purged') return get(key, render, waits + 1);
      return outcome === null || outcome === 'passed' ? alone() : { type: 'page', page: outcome, status: 'hit' };
    }
    if (passed.has(key)) return alone();
    const shared = await store.load(key);
    if (shared) return { type: 'page', page: shared.value, status: 'hit' };
    // Somebody may have begun while the shared cache was asked.
    return running.has(key) ? get(key, render, waits + 1) : lead(key, render);
  }

  return {
    peek,
    get: (key, render) => get(key, render),
    refresh,
    purge: store.purge,
  };
}

function toEntry(key: string, value: Page, wish: CacheWish): Omit<Entry<Page>, 'begunAt'> {
  const freshUntil = Date.now() + Math.min(wish.maxAge * 1000, LONGEST_LIFE_MS);
  const site = key.slice(0, key.indexOf(' '));
  return {
    value,
    tags: [...new Set([...wish.tags, `site:${site}`])],
    freshUntil,
    staleUntil: Math.min(freshUntil + wish.staleWhileRevalidate * 1000, Date.now() + LONGEST_LIFE_MS),
  };
}
