import { expect, test } from 'vitest';
import { onceItWorks } from './once.ts';

test('what fails is made again, what worked is kept, and whoever asks meanwhile gets the same', async () => {
  let calls = 0;
  const get = onceItWorks(async () => {
    calls += 1;
    if (calls === 1) throw new Error('not yet');
    return { calls };
  });
  await expect(Promise.all([get(), get()])).rejects.toThrow('not yet');
  expect(calls).toBe(1);
  const [one, other] = await Promise.all([get(), get()]);
  expect([one, calls]).toEqual([{ calls: 2 }, 2]);
  expect(other).toBe(one);
  expect(await get()).toBe(one);
});
