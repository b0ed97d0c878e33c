import { expect, test } from 'vitest';
import { createRateLimits } from './rate-limits.ts';

const limit = { name: 'magic-link', times: 2, seconds: 60 };

test('what is within the limit is allowed, what is above is refused, per key', async () => {
  const limits = createRateLimits({ type: 'memory' });
  expect(await limits.take(limit, 'ana')).toEqual({ type: 'allowed', left: 1 });
  expect(await limits.take(limit, 'ana')).toEqual({ type: 'allowed', left: 0 });
  expect(await limits.take(limit, 'ana')).toMatchObject({ type: 'refused' });
  expect(await limits.take(limit, 'bea')).toEqual({ type: 'allowed', left: 1 });
  expect(await limits.take({ ...limit, name: 'sign-up' }, 'ana')).toEqual({ type: 'allowed', left: 1 });
});

test('a check refuses with a sentence and a status', async () => {
  const limits = createRateLimits({ type: 'memory' });
  await limits.check(limit, 'ana');
  await limits.check(limit, 'ana');
  await expect(limits.check(limit, 'ana')).rejects.toMatchObject({
    status: 429,
    message: expect.stringMatching(/^That was tried too often\. Try again in \d+ seconds\.$/),
  });
  await limits.reset(limit, 'ana');
  await limits.check(limit, 'ana');
});
