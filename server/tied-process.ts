import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * The watchdog runs its arguments as a child and ends it as soon as its own standard input closes,
 * which happens however the process at the other end dies, by `kill -9` too. It and the child have a
 * session of their own: Ctrl-C in a terminal ends us first, and them after our last word.
 *
 * $1: `ask` sends SIGINT to the child and leaves it time; `kill` ends the child and all its children
 * at once. $2: a folder to remove afterwards, or empty.
 */
const WATCHDOG = `
how=$1; remove=$2; shift 2
exec 3<&0 </dev/null
trap '' HUP INT TERM
"$@" 3<&- & child=$!
( read -r _ <&3; if [ "$how" = kill ]; then kill -KILL 0; else kill -INT $child; fi ) >/dev/null 2>&1 & guard=$!
exec 3<&-
wait $child; code=$?
kill -KILL $guard 2>/dev/null
[ -z "$remove" ] || rm -rf -- "$remove"
exit $code
`;

export interface TiedProcess {
  /** Ends it as `end` says. The outcome is in `ended`. */
  stop(): void;
  /** Resolves with the exit code when no process is left. Never rejects. */
  ended: Promise<number>;
}

/** Starts a program that cannot outlive this process; POSIX only. Its output comes line by line. */
export function spawnTied(options: {
  command: readonly string[];
  /** `ask`: SIGINT to the program; `kill`: SIGKILL to it and its children. */
  end: 'ask' | 'kill';
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  onLine: (line: string) => void;
  /** Put before the watchdog itself, so that it runs where its child does. */
  prefix?: readonly string[];
  ids?: { uid: number; gid: number } | undefined;
  removeAfter?: string | undefined;
}): TiedProcess {
  const [command = '', ...args] = [
    ...(options.prefix ?? []),
    ...['/bin/sh', '-c', WATCHDOG, 'rose-watchdog', options.end, options.removeAfter ?? ''],
    ...options.command,
  ];
  const child = spawn(command, args, {
    ...options.ids,
    cwd: options.cwd,
    // @NOTE Next's types say that every environment has a NODE_ENV; a child's need not
    env: options.env as NodeJS.ProcessEnv,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', options.onLine);
  // it may be gone when we hang up
  child.stdin.on('error', () => {});
  const ended = new Promise<number>((resolve) => {
    child.on('error', (error) => {
      options.onLine(error.message);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 137));
  });
  return { ended, stop: () => child.stdin.end() };
}
