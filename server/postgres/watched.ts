import { spawnTied } from '../tied-process.ts';
import type { Account } from './account.ts';
import { plainEnv } from './cluster.ts';

const READY = 'database system is ready to accept connections';
const PATIENCE_MS = 30_000;

/** A running Postgres whose end is tied to ours. */
export interface Watched {
  /** Fast shutdown; resolves when no process is left. May be called again. */
  stop(): Promise<void>;
  /** Resolves with its last lines when it has ended without being asked. */
  endedUnasked: Promise<string[]>;
}

/** It ended before it was ready; `message` is its last lines. */
export class PostgresEnded extends Error {
  override name = 'PostgresEnded';
}

/** Starts Postgres under the watchdog and waits until it takes connections. */
export async function startWatched(options: {
  command: string[];
  account: Account;
  removeAfter: string | undefined;
  log: (line: string) => void;
  /** Called when the fast shutdown takes longer than half a minute. */
  forceStop: () => void;
}): Promise<Watched> {
  const last: string[] = [];
  let onReady = () => {};
  const ready = new Promise<true>((resolve) => {
    onReady = () => resolve(true);
  });
  const tied = spawnTied({
    command: options.command,
    end: 'ask',
    cwd: '/',
    env: plainEnv(),
    prefix: options.account.prefix,
    ids: options.account.ids,
    removeAfter: options.removeAfter,
    onLine: (line) => {
      last.push(line);
      if (last.length > 20) last.shift();
      if (line.includes(READY)) onReady();
      if (/ (FATAL|PANIC|WARNING): /.test(line)) options.log(line);
    },
  });
  const ended = tied.ended.then(() => last);
  if ((await Promise.race([ready, ended])) !== true) throw new PostgresEnded(last.join('\n'));
  let asked = false;
  const stop = async () => {
    asked = true;
    tied.stop();
    const timer = setTimeout(options.forceStop, PATIENCE_MS);
    await ended;
    clearTimeout(timer);
  };
  const endedUnasked = new Promise<string[]>((resolve) => {
    void ended.then((lines) => asked || resolve(lines));
  });
  return { endedUnasked, stop };
}
