import { expect, test } from 'vitest';
import { createLanes } from './link-probe.ts';

test('a lane is kept while something waits in it, in order, and then forgotten', async () => {
  const lanes = createLanes(0);
  const done: string[] = [];
  const run = (name: string, word: string) => lanes.run(name, async () => void done.push(word));
  const all = [run('a.example', 'a1'), run('a.example', 'a2'), run('b.example', 'b1')];
  expect(lanes.count()).toBe(2);
  await Promise.all(all);
  expect(done.filter((word) => word.startsWith('a'))).toEqual(['a1', 'a2']);
  while (lanes.count() > 0) await new Promise((resolve) => setTimeout(resolve));
  await run('a.example', 'a3');
  expect(lanes.count()).toBe(1);
});

test('one that fails holds up nothing, and its lane is forgotten too', async () => {
  const lanes = createLanes(0);
  const failing = lanes.run('a.example', () => Promise.reject(new Error('no')));
  const after = lanes.run('a.example', async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await after).toBe('yes');
  while (lanes.count() > 0) await new Promise((resolve) => setTimeout(resolve));
});
