import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BuildTarget, ensureBuilt } from './build.ts';

let root: string;
const target: BuildTarget = {
  name: 'copy',
  inputs: ['src', 'settings.json'],
  command: ['copy.mjs'],
  env: { NAME: 'out.txt' },
  output: 'out',
};

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'rose-build-'));
  write('src/a.txt', 'one');
  write('settings.json', '{}');
  write(
    'copy.mjs',
    "import fs from 'node:fs'\nfs.mkdirSync('out',{recursive:true})\nfs.appendFileSync('out/'+process.env.NAME, fs.readFileSync('src/a.txt','utf8')+'\\n')\n",
  );
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

test('it is built once, and again when an input changes, appears or goes', async () => {
  const names = async () => (await ensureBuilt({ root, targets: [target] })).map(({ name }) => name);
  expect(await names()).toEqual(['copy']);
  expect(await names()).toEqual([]);
  write('src/a.txt', 'two');
  expect(await names()).toEqual(['copy']);
  write('src/deep/b.txt', '');
  expect(await names()).toEqual(['copy']);
  fs.rmSync(path.join(root, 'src/deep/b.txt'));
  expect(await names()).toEqual(['copy']);
  expect(output()).toEqual(['one', 'two', 'two', 'two']);
});

test('tests and foreign files decide nothing; force builds regardless', async () => {
  await ensureBuilt({ root, targets: [target] });
  write('src/a.test.ts', 'x');
  write('elsewhere.txt', 'x');
  expect(await ensureBuilt({ root, targets: [target] })).toEqual([]);
  expect(await ensureBuilt({ root, targets: [target], force: true })).toHaveLength(1);
});

test('a failing build says why and is tried again', async () => {
  const good = fs.readFileSync(path.join(root, 'copy.mjs'), 'utf8');
  write('copy.mjs', "console.error('no flour'); process.exit(3)");
  await expect(ensureBuilt({ root, targets: [target] })).rejects.toThrow(/copy failed \(exit 3\):\nno flour/);
  write('copy.mjs', good);
  expect(await ensureBuilt({ root, targets: [target] })).toHaveLength(1);
});

test('two at once build once', async () => {
  await Promise.all([ensureBuilt({ root, targets: [target] }), ensureBuilt({ root, targets: [target] })]);
  expect(output()).toEqual(['one']);
});

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

function output(): string[] {
  return fs.readFileSync(path.join(root, 'out/out.txt'), 'utf8').trim().split('\n');
}
