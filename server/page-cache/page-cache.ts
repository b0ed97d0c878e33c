import { LRUCache } from 'lru-cache';
import type { CacheClient } from '../../platform/cache.ts';
import type { Log } from '../../platform/log.ts';
import { within } from '../host/within.ts';
import type { CacheWish } from './cache-headers.ts';
import type { Generations } from './generations.ts';
import { type Page, pageCodec, toPage } from './pages.ts';
import { createTaggedStore, type Entry, LONGEST_LIFE_MS } from './tagged-store.ts';

/** A fresh answer of a site. `wish` is null when it must not be kept: an error, a redirect, a cookie … */
export interface Render<Answer> {
  readonly answer: Answer;
  readonly wish: CacheWish | null;
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
   * get the stale page meanwhile. What must not be kept is never handed to a second reader.
   */
  get<Answer>(key: string, render: () => Promise<Render<Answer>>): Promise<Found<Answer>>;
  /** Makes a stale page anew in the background, unless that is being done. */
  refresh<Answer>(key: string, render: () => Promise<Render<Answer>>): void;
  purge(tags: readonly string[]): void;
}

/** A render that hangs holds up those who wait for it no longer than this. */
const LONGEST_WAIT_MS = 10_000;

export function createPageCache(options: { cache: CacheClient; generations: Generations; log: Log; maxBytes?: number }): PageCache {
  const { generations, log } = options;
  const store = createTaggedStore<Page>({
    ...options,
    name: 'page',
    maxBytes: options.maxBytes ?? 256 * 1024 * 1024,
    codec: pageCodec,
  });
  /** Renders under way; they settle with null when their answer was not to be kept. */
  const running = new Map<string, Promise<Page | null>>();
  /** Keys whose answer was not to be kept lately: queueing for them would be in vain. */
  const passed = new LRUCache<string, true>({ max: 10_000, ttl: 10_000 });

  function peek(key: string): { page: Page; status: 'hit' | 'stale' } | null {
    const entry = store.peek(key);
    if (!entry) return null;
    const now = Date.now();
    if (entry.freshUntil > now) return { page: entry.value, status: 'hit' };
    return entry.staleUntil > now ? { page: entry.value, status: 'stale' } : null;
  }

  async function renderAndKeep<Answer>(key: string, render: () => Promise<Render<Answer>>): Promise<Found<Answer>> {
    const stamp = await generations.begin();
    const { answer, wish, headers, html } = await render();
    if (!wish) {
      passed.set(key, true);
      return { type: 'answer', answer };
    }
    const page = toPage(headers, html);
    const before = store.peek(key)?.value;
    // The same page again keeps its compressed answers.
    const value = before && before.hash === page.hash ? before : page;
    store.put(key, toEntry(key, value, wish), stamp);
    passed.delete(key);
    return { type: 'page', page: value, status: 'miss' };
  }

  function lead<Answer>(key: string, render: () => Promise<Render<Answer>>): Promise<Found<Answer>> {
    const found = renderAndKeep(key, render);
    const page = found.then(
      (result) => (result.type === 'page' ? result.page : null),
      () => null,
    );
    running.set(key, page);
    void page.finally(() => {
      if (running.get(key) === page) running.delete(key);
    });
    return found;
  }

  return {
    peek,
    async get(key, render) {
      const kept = peek(key);
      if (kept?.status === 'hit') return { type: 'page', ...kept };
      const other = running.get(key);
      if (kept) {
        if (!other) lead(key, render).catch((error: unknown) => log.warn({ error, key }, 'A stale page could not be made anew'));
        return { type: 'page', ...kept };
      }
      if (other) {
        const page = await within(other, LONGEST_WAIT_MS);
        if (page) return { type: 'page', page, status: 'hit' };
        return renderAndKeep(key, render);
      }
      if (passed.has(key)) return renderAndKeep(key, render);
      const shared = await store.load(key);
      if (shared) return { type: 'page', page: shared.value, status: 'hit' };
      // Somebody may have begun while the shared cache was asked.
      const now = running.get(key);
      const page = now ? await within(now, LONGEST_WAIT_MS) : null;
      return page ? { type: 'page', page, status: 'hit' } : lead(key, render);
    },
    refresh(key, render) {
      if (running.has(key)) return;
      lead(key, render).catch((error: unknown) => log.warn({ error, key }, 'A stale page could not be made anew'));
    },
    purge: store.purge,
  };
}

function toEntry(key: string, value: Page, wish: CacheWish): Entry<Page> {
  const freshUntil = Date.now() + Math.min(wish.maxAge * 1000, LONGEST_LIFE_MS);
  const site = key.slice(0, key.indexOf(' '));
  return {
    value,
    tags: [...new Set([...wish.tags, `site:${site}`])],
    freshUntil,
    staleUntil: Math.min(freshUntil + wish.staleWhileRevalidate * 1000, Date.now() + LONGEST_LIFE_MS),
  };
}
