import path from 'node:path';
import { beforeEach } from 'vitest';
import { readLedger } from './ledger.ts';

const listed = new Set(readLedger(new URL('./known-failures.txt', import.meta.url)).map(({ key }) => key));
const root = path.resolve(import.meta.dirname, '../..');

// A listed test is turned round: it has to fail, and one that is healed fails the run.
beforeEach(({ task }) => {
  const file = path.relative(root, task.file.filepath).split(path.sep).join('/');
  const names: string[] = [];
  for (let at: typeof task | typeof task.suite = task; at && at.name !== ''; at = at.suite) names.unshift(at.name);
  // vitest reads it after the test has run; its types know no other way than `test.fails`.
  if (listed.has([file, ...names].join(' > '))) Reflect.set(task, 'fails', true);
});
