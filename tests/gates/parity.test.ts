import { expect, test } from 'vitest';
import { compareLedger, readLedger } from './ledger.ts';
import { listEnvironment, listExtraGlobals, listFlags, listStubs } from './parity.ts';

const ledger = readLedger(new URL('./parity.txt', import.meta.url));
const listed = (kind: string) => ledger.filter(({ key }) => key.startsWith(`${kind} `));

test('globals that only tests have are listed', () => {
  expect(compareLedger(listExtraGlobals(), listed('global'))).toEqual({ unlisted: [], healed: [] });
});

test('environment that only tests have is listed', () => {
  // A name that the person who runs the tests has set is theirs, so a listed one may be missing.
  expect(compareLedger(listEnvironment(), listed('env')).unlisted).toEqual([]);
});

test('shipped code that asks whether it is tested is listed', () => {
  expect(compareLedger(listFlags(), listed('flag'))).toEqual({ unlisted: [], healed: [] });
});

test('tests that change the world under the code are listed', () => {
  expect(compareLedger(listStubs(), listed('stub'))).toEqual({ unlisted: [], healed: [] });
});

test('the gate can fail: a new global and a new name are seen', () => {
  const name = 'onlyInThisTest';
  Reflect.set(globalThis, name, true);
  expect(listExtraGlobals()).toContain(`global ${name}`);
  Reflect.deleteProperty(globalThis, name);
  expect(listEnvironment(['ROSE_SKIP_CHECKS', 'HOME'])).toEqual(['env ROSE_SKIP_CHECKS']);
});
