import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMemoryCache } from '../../platform/cache.ts';
import { createLog } from '../../platform/log.ts';
import { createGenerations } from './generations.ts';
import { createPageCache, type Render } from './page-cache.ts';

const KEY = 'blog guest /a/';
let generations: ReturnType<typeof createGenerations>;
let cache: ReturnType<typeof createPageCache>;
let version: number;
let renders: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  generations = createGenerations(createMemoryCache());
  cache = createPageCache({ cache: createMemoryCache(), generations, log: createLog({ level: 'silent' }) });
  version = 1;
  renders = 0;
});
afterEach(() => vi.useRealTimers());

function toRender(text: string, more: Partial<Render<string>> = {}): Render<string> {
  const wish = { maxAge: 300, staleWhileRevalidate: 3600, tags: ['posts:1', 'posts'] };
  return { answer: text, wish, final: true, headers: ['content-type', 'text/html'], html: Buffer.from(text), ...more };
}

async function render(): Promise<Render<string>> {
  renders++;
  return toRender(`version ${version}`);
}

async function read(make = render): Promise<string> {
  const found = await cache.get(KEY, make);
  return found.type === 'page' ? found.page.html.toString() : `not kept: ${found.answer}`;
}

function purge(tags: string[], soft: string[] = []) {
  generations.advance(tags, soft);
  cache.purge(tags, soft);
}

/** Whatever is being made in the background is done. */
async function settle() {
  for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
}

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

test('three hundred soft purges in three seconds cost a render now and then, and no reader waits', async () => {
  expect(await read()).toBe('version 1');
  for (let at = 0; at < 300; at++) {
    pass(10);
    version++;
    purge([], ['posts']);
    // In the cache whenever somebody asks.
    expect(cache.peek(KEY)).not.toBeNull();
    cache.refresh(KEY, render);
    await settle();
  }
  expect(renders).toBeGreaterThan(5);
  expect(renders).toBeLessThanOrEqual(11);
  pass(300);
  cache.refresh(KEY, render);
  await settle();
  expect(await read()).toBe('version 301');
});

test('a soft purge lets the old page be seen for less than a second, asked for often or not', async () => {
  await read();
  version = 2;
  purge([], ['posts']);
  expect(cache.peek(KEY)?.status).toBe('stale');
  pass(1000);
  expect(cache.peek(KEY)).toBeNull();
  expect(await read()).toBe('version 2');
});

test('more soft purges give an old page no more time', async () => {
  await read();
  for (let at = 0; at < 10; at++) {
    purge([], ['posts']);
    pass(100);
  }
  expect(cache.peek(KEY)).toBeNull();
});

test('a purge drops what a soft one only made stale', async () => {
  await read();
  purge([], ['posts']);
  purge(['posts:1']);
  expect(cache.peek(KEY)).toBeNull();
  version = 2;
  expect(await read()).toBe('version 2');
});

test('a render that a soft purge overtook is kept as stale', async () => {
  const { promise: gate, resolve: release } = Promise.withResolvers<void>();
  const early = read(async () => {
    const text = `version ${version}`;
    await gate;
    return toRender(text);
  });
  await settle();
  version = 2;
  purge([], ['posts']);
  release();
  expect(await early).toBe('version 1');
  expect(cache.peek(KEY)?.status).toBe('stale');
  pass(300);
  cache.refresh(KEY, render);
  await settle();
  expect(await read()).toBe('version 2');
});

test('who comes after a purge is not given a render that began before it', async () => {
  const { promise: gate, resolve: release } = Promise.withResolvers<void>();
  const early = read(async () => {
    const text = `version ${version}`;
    await gate;
    return toRender(text);
  });
  await settle();
  version = 2;
  purge(['posts:1']);
  const late = [read(), read()];
  await settle();
  release();
  expect(await early).toBe('version 1');
  expect(await Promise.all(late)).toEqual(['version 2', 'version 2']);
  expect(renders).toBe(1);
});

test('a stale page whose render says that it is gone is gone; one whose render fails stays for its time', async () => {
  const failing = async () => toRender('failed', { wish: null, final: false });
  const gone = async () => toRender('gone', { wish: null });
  await read();
  pass(301_000);
  expect(cache.peek(KEY)?.status).toBe('stale');
  cache.refresh(KEY, failing);
  await settle();
  expect(cache.peek(KEY)?.status).toBe('stale');
  cache.refresh(KEY, gone);
  await settle();
  expect(cache.peek(KEY)).toBeNull();
  expect(await read(gone)).toBe('not kept: gone');
});
