import { enableCompileCache, flushCompileCache } from 'node:module';
import path from 'node:path';
import { EnvError, findRoot } from '../env.ts';
import type { CommandPlace } from './commands/options.ts';
import { rememberResolutions } from './resolutions.ts';
import { Misuse, Sentence } from './sentence.ts';

type Command = (args: string[], place: CommandPlace) => Promise<number>;

/** Loaded on demand, so that `--help` or a benchmark does not pay for the whole house. */
const COMMANDS: Readonly<Record<string, () => Promise<{ run: Command }>>> = {
  start: () => import('./commands/start.ts'),
  dev: () => import('./commands/dev.ts'),
  build: () => import('./commands/build.ts'),
  check: () => import('./commands/check.ts'),
  types: () => import('./commands/types.ts'),
  test: () => import('./commands/test.ts'),
  bench: () => import('./commands/bench.ts'),
  import: () => import('./commands/import.ts'),
  migrations: () => import('./commands/migrations.ts'),
};

const [name = 'start', ...args] = process.argv.slice(2);
const root = findRoot();
// 3,000 modules: what was compiled, and where each import leads, is read from here afterwards; without it a warm start takes
// twice as long. Where it cannot be written, it is done without.
const folder = path.join(root, '.rose/compile');
enableCompileCache(folder);
// In development modules are found by Vite and Next, too.
const resolutions = name === 'dev' ? null : rememberResolutions({ root, folder: path.join(root, '.rose') });
const onLoaded = () => {
  flushCompileCache();
  resolutions?.keep();
};

try {
  const load = COMMANDS[name];
  if (!load) throw new Misuse(`There is no command "${name}".`);
  const { run } = await load();
  // @NOTE a command may leave handles that nothing can close (Payload keeps one database client for good), so its end is said
  process.exit(await run(args, { root, onLoaded }));
} catch (error) {
  if (!(error instanceof EnvError || error instanceof Sentence || isNamed(error, 'NewerSchema', 'InUse'))) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(error instanceof Misuse ? 2 : 1);
}

function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
