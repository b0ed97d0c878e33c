import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judge, type Outcome } from './ledger.reporter.ts';
import { compareLedger, parseLedger } from './ledger.ts';

test('a ledger is read line by line, and every line needs a reason', () => {
  expect(parseLedger('# head\n\na > b  # slow, since May\n')).toEqual([{ key: 'a > b', reason: 'slow, since May' }]);
  expect(() => parseLedger('a > b')).toThrow(/no reason/);
  expect(() => parseLedger('a  # x\na  # y')).toThrow(/twice/);
});

test('the comparison works both ways', () => {
  expect(compareLedger(['a', 'c'], parseLedger('a  # known\nb  # known'))).toEqual({ unlisted: ['c'], healed: ['b'] });
});

describe('the verdict over a run', () => {
  const outcome = (key: string, state: Outcome['state'], note?: string): Outcome => ({
    key,
    file: 'a.test.ts',
    state,
    ...(note ? { note } : {}),
  });
  const run = (tests: Outcome[], ledger: string[] = [], ci = false, hasCorpus = true) =>
    judge({ tests, ledger, filtered: false, ci, hasCorpus });

  test('a skipped test must be listed', () => {
    expect(run([outcome('a.test.ts > x', 'skipped')]).failed).toBe(true);
    expect(run([outcome('a.test.ts > x', 'skipped')], ['a.test.ts > x']).failed).toBe(false);
  });
  test('a listed test that is gone fails, when its file ran', () => {
    expect(run([outcome('a.test.ts > x', 'passed')], ['a.test.ts > y']).failed).toBe(true);
    expect(run([outcome('a.test.ts > x', 'passed')], ['b.test.ts > y']).failed).toBe(false);
  });
  test('a missing program is named; in CI it fails', () => {
    const tests = [outcome('a.test.ts > x', 'skipped', 'install redis-server'), outcome('a.test.ts > y', 'skipped', 'install chromium')];
    expect(run(tests)).toEqual({ lines: ['not run: 2, install redis-server, chromium'], failed: false });
    expect(run(tests, [], true).failed).toBe(true);
  });
  test('foreign files that are not there are said loudly, and nothing else may use that excuse', () => {
    const corpus: Outcome = { key: 'x', file: 'tests/gates/corpus-ghost.test.ts', state: 'skipped' };
    expect(run([corpus], [], true, false)).toEqual({ lines: [expect.stringContaining('NOT RUN: 1 corpus')], failed: false });
    expect(run([corpus], [], true, true).failed).toBe(true);
    expect(run([outcome('a.test.ts > x', 'skipped')], [], false, false).failed).toBe(true);
  });
});

describe('in a run of its own', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'rose-ledger-'));
    await writeFile(
      path.join(folder, 'a.test.mjs'),
      "import { test, expect, describe } from 'vitest';\ndescribe('sums', () => { test('is wrong', () => expect(1).toBe(2)); test('is right', () => expect(1).toBe(1)); });\n",
    );
    await symlink(path.resolve(import.meta.dirname, '../../node_modules'), path.join(folder, 'node_modules'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('a new failure fails, a listed one passes, a healed one fails', async () => {
    expect(await runWith('')).toBe(1);
    expect(await runWith('a.test.mjs > sums > is wrong  # known')).toBe(0);
    expect(await runWith('a.test.mjs > sums > is wrong  # known\na.test.mjs > sums > is right  # healed')).toBe(1);
  });

  /** The shipped setup and reporter, in a folder that has their places and another ledger. */
  async function runWith(ledger: string): Promise<number> {
    const gates = path.join(folder, 'tests/gates');
    await cp(import.meta.dirname, gates, { recursive: true, filter: (file) => !file.endsWith('.test.ts') });
    await writeFile(path.join(gates, 'known-failures.txt'), ledger);
    await writeFile(
      path.join(folder, 'vitest.config.mjs'),
      "export default { test: { include: ['*.test.mjs'], setupFiles: ['tests/gates/ledger.setup.ts'], reporters: ['default', './tests/gates/ledger.reporter.ts'] } };\n",
    );
    const vitest = path.join(folder, 'node_modules/vitest/vitest.mjs');
    const child = spawn(process.execPath, [vitest, 'run'], { cwd: folder, stdio: 'ignore', env: cleanEnv() });
    return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? -1)));
  }

  /** Without what vitest tells its own workers. */
  function cleanEnv(): NodeJS.ProcessEnv {
    const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST') && name !== 'CI');
    return { ...Object.fromEntries(kept), NODE_ENV: 'test' };
  }
});
