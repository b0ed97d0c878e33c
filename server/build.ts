import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Role, SITES, toChildEnv } from '../env.ts';
import { withLock } from './lock.ts';
import { Sentence } from './sentence.ts';
import { spawnTied } from './tied-process.ts';

/** One thing that is built from files. */
export interface BuildTarget {
  name: string;
  /** Globs from the root, of files and folders that decide what comes out. */
  inputs: readonly string[];
  /** Run with the running Node, in the root. */
  command: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Folder from the root; it keeps the hash it was built from. */
  output: string;
}

export interface Built {
  name: string;
  seconds: number;
}

const STAMP = '.rose-build';
const TESTS = /\.(test|spec)\.tsx?$|\.md$/;
const PATIENCE_MS = 15 * 60_000;

/** The admin and the six sites. */
export const TARGETS: readonly BuildTarget[] = [
  {
    name: 'admin',
    inputs: [
      'cms/app',
      'cms/*.{mjs,json}',
      '{payload.config,env}.ts',
      '{core,contracts,platform,collections,services,plugins,server}',
      '{package-lock,tsconfig}.json',
    ],
    command: ['node_modules/next/dist/bin/next', 'build', 'cms'],
    output: 'cms/.next',
  },
  ...SITES.map((site) => ({
    name: site,
    inputs: [`sites/{${site},shared}`, 'sites/*.ts', 'contracts', 'core', 'astro.config.mjs', '{package-lock,tsconfig}.json'],
    command: ['node_modules/astro/bin/astro.mjs', 'build'],
    env: { SITE: site },
    output: `dist/${site}`,
  })),
];

/** What a process with these roles needs built. */
export function listTargets(roles: readonly Role[]): BuildTarget[] {
  return TARGETS.filter(({ name }) => roles.some((role) => role === (name === 'admin' ? 'cms' : name)));
}

/**
 * Builds what is not built from the present files, or everything with `force`, one after another
 * (Astro shares a folder, and two builds at once want more memory than a small machine has). A second
 * process waits for the first. Answers what was built; throws with the builder's last lines.
 */
export async function ensureBuilt(options: {
  root: string;
  targets?: readonly BuildTarget[];
  force?: boolean;
  /** Called after each target that was built. */
  onBuilt?: (built: Built) => void;
}): Promise<Built[]> {
  const { root, targets = TARGETS, force = false, onBuilt = () => {} } = options;
  const isStale = (target: BuildTarget) => force || readStamp(root, target) !== hashInputs(root, target);
  if (!targets.some(isStale)) return [];
  return withLock(path.join(root, '.rose/build.lock'), PATIENCE_MS, async () => {
    const all: Built[] = [];
    for (const target of targets) {
      if (!isStale(target)) continue;
      const built = await build(root, target);
      all.push(built);
      onBuilt(built);
    }
    return all;
  });
}

/** SHA-256 over names and contents of all inputs; tests and texts decide nothing. */
export function hashInputs(root: string, target: BuildTarget): string {
  const hash = createHash('sha256').update(JSON.stringify([process.versions.node.split('.')[0], target.command, target.env]));
  for (const file of listInputs(root, target.inputs)) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function listInputs(root: string, globs: readonly string[]): string[] {
  const files = new Set<string>();
  for (const found of fs.globSync([...globs], { cwd: root })) {
    const under = fs.statSync(path.join(root, found)).isDirectory()
      ? fs.readdirSync(path.join(root, found), { recursive: true, withFileTypes: true })
      : undefined;
    if (under === undefined) files.add(found);
    for (const entry of under ?? []) {
      if (entry.isFile()) files.add(path.relative(root, path.join(entry.parentPath, entry.name)));
    }
  }
  return [...files].filter((file) => !TESTS.test(file)).sort();
}

async function build(root: string, target: BuildTarget): Promise<Built> {
  const began = performance.now();
  const stamp = path.join(root, target.output, STAMP);
  fs.rmSync(stamp, { force: true });
  // taken before the build: what is edited meanwhile is built next time
  const hash = hashInputs(root, target);
  const last: string[] = [];
  const { ended } = spawnTied({
    command: [process.execPath, ...target.command],
    end: 'kill',
    cwd: root,
    env: toChildEnv({
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      ASTRO_TELEMETRY_DISABLED: '1',
      ROSE_ROOT: root,
      ...target.env,
    }),
    onLine: (line) => {
      last.push(line);
      if (last.length > 60) last.shift();
    },
  });
  const code = await ended;
  if (code !== 0) throw new Sentence(`The build of ${target.name} failed (exit ${code}):\n${last.join('\n')}`);
  fs.writeFileSync(stamp, hash);
  return { name: target.name, seconds: (performance.now() - began) / 1000 };
}

function readStamp(root: string, target: BuildTarget): string | undefined {
  try {
    return fs.readFileSync(path.join(root, target.output, STAMP), 'utf8');
  } catch {
    return undefined;
  }
}
