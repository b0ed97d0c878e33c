import { watch } from 'node:fs';
import path from 'node:path';
import { readEnv, toChildEnv } from '../../env.ts';
import { openGround } from '../ground.ts';
import { waitForEnd } from '../signals.ts';
import { spawnTied, type TiedProcess } from '../tied-process.ts';
import { type CommandPlace, parseOptions } from './options.ts';

/** Code that the server itself runs: an edit in it needs a new process. Sites and admin pages do not. */
const SERVER_FOLDERS = ['core', 'contracts', 'platform', 'collections', 'services', 'plugins', 'server', 'migrations'];
const SERVER_FILES = ['payload.config.ts', 'env.ts', 'astro.config.mjs'];
const QUIET_MS = 150;

/**
 * `dev`: everything from its sources. Edits in sites show at once (Vite); after one in collections,
 * services, plugins or the server the house is started anew by itself, on the same database.
 */
export async function run(args: string[], { root }: CommandPlace): Promise<number> {
  // --once is how it starts its own child.
  const { flags } = parseOptions(args, { flags: ['once'], words: 0 });
  if (flags.once) {
    const ground = await openGround(readEnv());
    const { startHouse } = await import('../house.ts');
    const house = await startHouse({ ground, dev: true, say: (line) => process.stdout.write(`${line}\n`) });
    return waitForEnd(house);
  }
  // Wrong settings are told once, not at every start.
  readEnv();
  return superviseHouse(root);
}

async function superviseHouse(root: string): Promise<number> {
  const { promise: asked, resolve: askToEnd } = Promise.withResolvers<'end'>();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => askToEnd('end'));
  const edits = watchServerCode(root);
  try {
    for (;;) {
      const house = startChild(root);
      const edited = edits.next();
      const first = await Promise.race([asked, edited, house.ended]);
      if (first === 'end') {
        house.stop();
        return await house.ended;
      }
      if (typeof first === 'number') {
        process.stdout.write('It ended. Waiting for an edit to start it again.\n');
        if ((await Promise.race([asked, edited])) === 'end') return first;
      }
      process.stdout.write(`\n${await edited} has changed: starting again.\n`);
      house.stop();
      await house.ended;
    }
  } finally {
    edits.close();
  }
}

function startChild(root: string): TiedProcess {
  return spawnTied({
    command: [process.execPath, path.join(root, 'server/main.ts'), 'dev', '--once'],
    end: 'ask',
    cwd: root,
    env: toChildEnv({ NODE_ENV: 'development' }),
    onLine: (line) => process.stdout.write(`${line}\n`),
  });
}

/** Tells the name of a file that was edited, once it has been quiet for a moment. */
function watchServerCode(root: string): { next(): Promise<string>; close(): void } {
  let edited = Promise.withResolvers<string>();
  let timer: NodeJS.Timeout | undefined;
  const onEdit = (file: string) => {
    if (!/\.(ts|tsx|mjs|json)$/.test(file) || /\.test\.ts$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => edited.resolve(file), QUIET_MS);
  };
  const watchers = [
    ...SERVER_FOLDERS.map((folder) =>
      watch(path.join(root, folder), { recursive: true }, (_event, name) => onEdit(path.join(folder, name ?? ''))),
    ),
    // The folder and not each file: many editors write a new file and move it over the old one.
    watch(root, (_event, name) => name !== null && SERVER_FILES.includes(name) && onEdit(name)),
  ];
  return {
    // An edit that comes while the house stops is found by the next one who asks.
    next: async () => {
      const file = await edited.promise;
      edited = Promise.withResolvers();
      return file;
    },
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
