import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asOrdinaryUser, type Started, start } from './processes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TIMEOUT = 120_000;
// not the test runner's NODE_ENV
const ENV: Record<string, string> = { PATH: process.env.PATH ?? '', HOME: os.homedir() };
/** A package that lies in the project, so that nothing is downloaded. */
const BREAD = { bread: 'file:bread' };
const BREAD_PACKAGES = { bread: { version: '1.0.0' }, 'node_modules/bread': { resolved: 'bread', link: true } };
let project: string;

/** A project of the real launcher with no dependencies to download, and with a main that says what it was given. */
beforeEach(() => {
  project = fs.mkdtempSync(path.join(os.tmpdir(), 'rose-launcher-'));
  fs.cpSync(path.join(ROOT, 'deploy/node'), path.join(project, 'deploy/node'), { recursive: true });
  fs.copyFileSync(path.join(ROOT, 'rose.mjs'), path.join(project, 'rose.mjs'));
  write('package.json', JSON.stringify({ name: 'small', version: '1.0.0', type: 'module', dependencies: BREAD }));
  write('package-lock.json', toLock(BREAD, BREAD_PACKAGES));
  write('bread/package.json', JSON.stringify({ name: 'bread', version: '1.0.0' }));
  write(
    'server/main.ts',
    [
      'const told: string[] = process.argv.slice(2);',
      // Listens before it says that it is there.
      "if (told[0] === 'start') process.on('SIGTERM', () => process.exit(7)), setInterval(() => {}, 1000);",
      "console.log('main', process.env.NODE_ENV, ...told);",
    ].join('\n'),
  );
});
afterEach(() => {
  // One test forbids writing in it.
  fs.chmodSync(project, 0o755);
  fs.rmSync(project, { recursive: true, force: true });
});

const launch = (args: string[], prefix: string[] = []): Started =>
  start([...prefix, process.execPath, path.join(project, 'rose.mjs'), ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: os.homedir() },
  });

test('two at once install once; the third finds all done; another lockfile installs again', { timeout: TIMEOUT }, async () => {
  const two = [launch(['types']), launch(['types'])];
  expect(await Promise.all(two.map((one) => one.ended))).toEqual([0, 0]);
  const outputs = two.map((one) => one.output());
  for (const output of outputs) expect(output).toMatch(/^main undefined types$/m);
  expect(outputs.filter((output) => /^dependencies +\d+\.\d s$/m.test(output))).toHaveLength(1);

  const third = launch(['build']);
  expect(await third.ended).toBe(0);
  expect(third.output()).toBe('main production build\n');

  // what npm recorded lacks a package that the lockfile now wants; it cannot be had, and that is said
  const gone = { 'node_modules/gone': { version: '1.0.0', resolved: 'file:gone.tgz' } };
  write('package-lock.json', toLock({ ...BREAD, gone: 'file:gone.tgz' }, { ...BREAD_PACKAGES, ...gone }));
  write(
    'package.json',
    JSON.stringify({ name: 'small', version: '1.0.0', type: 'module', dependencies: { ...BREAD, gone: 'file:gone.tgz' } }),
  );
  const fourth = launch(['types']);
  expect(await fourth.ended).toBe(1);
  expect(fourth.output()).toMatch(/^`npm-cli\.js ci [^\n]+ failed \(exit \d+\):$/m);
  expect(fourth.output()).not.toContain('main ');
});

test('a first start in production brings what the tests need, too', { timeout: TIMEOUT }, async () => {
  const oven = { oven: 'file:oven' };
  write('oven/package.json', JSON.stringify({ name: 'oven', version: '1.0.0' }));
  write('package.json', JSON.stringify({ name: 'small', version: '1.0.0', type: 'module', devDependencies: oven }));
  const packages = { '': { name: 'small', version: '1.0.0', devDependencies: oven }, oven: { version: '1.0.0', dev: true } };
  const link = { 'node_modules/oven': { resolved: 'oven', link: true, dev: true } };
  write(
    'package-lock.json',
    JSON.stringify({ name: 'small', version: '1.0.0', lockfileVersion: 3, requires: true, packages: { ...packages, ...link } }),
  );
  const first = launch(['build']);
  expect([await first.ended, first.output()]).toEqual([0, expect.stringMatching(/^main production build$/m)]);
  expect(fs.existsSync(path.join(project, 'node_modules/oven'))).toBe(true);
});

test('a machine without a network is told so in one sentence, and a later start goes on', { timeout: TIMEOUT }, async () => {
  const far = { 'node_modules/far': { version: '1.0.0', resolved: 'https://registry.npmjs.org/far/-/far-1.0.0.tgz' } };
  write('package-lock.json', toLock({ ...BREAD, far: '1.0.0' }, { ...BREAD_PACKAGES, ...far }));
  write('package.json', JSON.stringify({ name: 'small', version: '1.0.0', type: 'module', dependencies: { ...BREAD, far: '1.0.0' } }));
  // nothing listens on the port for discarding, and npm would try for a minute
  const nowhere = {
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    npm_config_cache: path.join(project, 'cache'),
  };
  const one = start([process.execPath, path.join(project, 'rose.mjs'), 'types'], { env: { ...ENV, ...nowhere } });
  expect(await one.ended).toBe(1);
  expect(one.output()).toMatch(
    /^npm could not reach 127\.0\.0\.1:9 \(ECONNREFUSED\), and the first start has to download [^\n]+ start again\.\n$/,
  );

  write('package-lock.json', toLock(BREAD, BREAD_PACKAGES));
  write('package.json', JSON.stringify({ name: 'small', version: '1.0.0', type: 'module', dependencies: BREAD }));
  const again = launch(['types']);
  expect([await again.ended, again.output()]).toEqual([0, expect.stringMatching(/^main undefined types$/m)]);
});

test('a lock whose holder is dead is taken away', { timeout: TIMEOUT }, async () => {
  const { pid } = spawnSync('true');
  write('.rose/install.lock/pids', String(pid));
  const one = launch(['types']);
  expect(await one.ended).toBe(0);
  expect(fs.existsSync(path.join(project, '.rose/install.lock'))).toBe(false);
});

test('with --json standard output is the answer alone', { timeout: TIMEOUT }, async () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(project, 'rose.mjs'), 'bench', 'claims', '--json'], {
    encoding: 'utf8',
    env: ENV as NodeJS.ProcessEnv,
  });
  expect(status).toBe(0);
  expect(stdout).toBe('main production bench claims --json\n');
  expect(stderr).toMatch(/^dependencies +\d/);
});

test('signals reach the command, and its exit code comes back', { timeout: TIMEOUT }, async () => {
  const one = launch(['start']);
  await one.said('main production start');
  one.child.kill('SIGTERM');
  expect(await one.ended).toBe(7);
});

test('help needs nothing installed and nothing writable', { timeout: TIMEOUT }, async () => {
  const general = launch(['--help']);
  expect(await general.ended).toBe(0);
  for (const command of ['start', 'dev', 'build', 'check', 'types', 'test', 'bench', 'import', 'migrations'])
    expect(general.output()).toContain(`\n  ${command} `);
  const one = launch(['import', '--help']);
  expect(await one.ended).toBe(0);
  expect(one.output()).toContain('--dry-run');
  const asked = launch(['help', 'import']);
  expect([await asked.ended, asked.output()]).toEqual([0, one.output()]);
  expect(fs.existsSync(path.join(project, 'node_modules'))).toBe(false);
});

test('a folder that cannot be written is told in one sentence', { timeout: TIMEOUT }, async () => {
  fs.chmodSync(project, 0o555);
  const one = launch(['types'], asOrdinaryUser());
  expect(await one.ended).toBe(1);
  expect(one.output()).toMatch(/^The folder \S+ cannot be written by this user, and \.rose must be made there\. [^\n]+\n$/);
});

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  fs.writeFileSync(path.join(project, file), text);
}

function toLock(dependencies: Record<string, string>, packages: Record<string, unknown>): string {
  const own = { name: 'small', version: '1.0.0' };
  return JSON.stringify({ ...own, lockfileVersion: 3, packages: { '': { ...own, dependencies }, ...packages } });
}
