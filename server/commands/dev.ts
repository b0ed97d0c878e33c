import { watch } from 'node:fs';
import path from 'node:path';
import { readEnv, toChildEnv } from '../../env.ts';
import { startHouse } from '../house.ts';
import { waitForEnd } from '../signals.ts';
import { spawnTied, type TiedProcess } from '../tied-process.ts';
import type { CommandPlace } from './options.ts';

/** Code that the server itself runs: an edit in it needs a new process. Sites and admin pages do not. */
const SERVER_CODE = ['core', 'contracts', 'platform', 'collections', 'services', 'plugins', 'server', 'payload.config.ts', 'env.ts'];
const QUIET_MS = 150;

/**
 * `dev`: everything from its sources. Edits in sites show at once (Vite); after one in collections,
 * services, plugins or the server the house is started anew by itself, on the same database.
 */
export async function run(args: string[], { root }: CommandPlace): Promise<number> {
  if (args.includes('--once')) {
    const house = await startHouse({ env: readEnv(), dev: true, say: (line) => process.stdout.write(`${line}\n`) });
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
  const watchers = SERVER_CODE.map((place) =>
    watch(path.join(root, place), { recursive: true }, (_event, name) =>
      onEdit(path.extname(place) ? place : path.join(place, name ?? '')),
    ),
  );
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
