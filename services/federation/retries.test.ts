import { expect, test } from 'vitest';
import { nextAttempt, RETRY_SECONDS } from './retries.ts';

const now = new Date('2026-11-24T08:00:00Z');

test('pauses grow and the tries end after two days', () => {
  const pauses = RETRY_SECONDS.map((_, index) => {
    const next = nextAttempt({ attempts: index + 1, now });
    return (next?.getTime() ?? 0) - now.getTime();
  });
  expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
  expect(pauses.reduce((sum, pause) => sum + pause, 0) / 3_600_000).toBeCloseTo(39.35, 1);
  expect(nextAttempt({ attempts: RETRY_SECONDS.length + 1, now })).toBeNull();
});

test('a peer may ask for more patience than planned, up to a day', () => {
  const wish = new Date('2026-11-24T10:00:00Z');
  expect(nextAttempt({ attempts: 1, now, wish })).toEqual(wish);
  expect(nextAttempt({ attempts: 9, now, wish })).toEqual(new Date('2026-11-24T20:00:00Z'));
  expect(nextAttempt({ attempts: 1, now, wish: new Date('2030-01-01T00:00:00Z') })).toEqual(new Date('2026-11-25T08:00:00Z'));
});
