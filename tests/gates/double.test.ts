import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDouble, type Double } from './double.ts';

let double: Double;
beforeAll(async () => {
  double = await createDouble(({ path }) => {
    if (path === '/broken') throw new Error('the double is broken');
    return { status: 201, headers: { 'content-type': 'text/plain' }, body: `made ${path}` };
  });
});
afterAll(() => double.close());

test('a call is recorded before it is answered, also when the double fails', async () => {
  const answer = await fetch(`${double.url}/order`, { method: 'POST', body: 'one' });
  expect([answer.status, await answer.text()]).toEqual([201, 'made /order']);
  expect((await fetch(`${double.url}/broken`)).status).toBe(500);
  expect(double.calls.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', '/order', 'one'],
    ['GET', '/broken', ''],
  ]);
});

test('an answer can be held, and then given or cut', async () => {
  const held = double.hold(({ path }) => path === '/slow');
  const answered: number[] = [];
  const slow = fetch(`${double.url}/slow`).then(({ status }) => answered.push(status));
  await held.arrived;
  expect((await fetch(`${double.url}/other`)).status).toBe(201);
  expect(answered).toEqual([]);
  held.resume();
  await slow;
  expect(answered).toEqual([201]);

  const lost = double.hold();
  const call = fetch(`${double.url}/lost`);
  await lost.arrived;
  lost.cut();
  await expect(call).rejects.toThrow();
  expect(double.calls.at(-1)?.path).toBe('/lost');
});
