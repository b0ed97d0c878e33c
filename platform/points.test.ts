import { expect, test } from 'vitest';
import { armPoint, onPoint, reached, suspendAt } from './points.ts';

test('a point nobody listens to does nothing', () => {
  expect(reached('settle.after-provider-read')).toBeUndefined();
});

test('a listener sees the points in order and may throw in them, until it is taken off', async () => {
  const seen: string[] = [];
  const end = onPoint((name) => {
    seen.push(name);
    if (name === 'b') throw new Error('stopped here');
  });
  await reached('a');
  await expect(reached('b')).rejects.toThrow('stopped here');
  end();
  await reached('c');
  expect(seen).toEqual(['a', 'b']);
});

test('suspended work goes on only when it is resumed', async () => {
  const hold = suspendAt('pay');
  const steps: string[] = [];
  const work = (async () => {
    steps.push('before');
    await reached('pay');
    steps.push('after');
  })();
  await hold.reached;
  expect(steps).toEqual(['before']);
  hold.resume();
  await work;
  expect(steps).toEqual(['before', 'after']);
  expect(reached('pay')).toBeUndefined();
});

test('an instruction that names no point or action is refused', () => {
  for (const wrong of ['', 'name', 'name:explode', ':kill', 'name:kill:0', 'name:kill:x']) {
    expect(() => armPoint(wrong)).toThrow(/no point to stop at/);
  }
});
