import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Account } from './account.ts'
import { plainEnv } from './cluster.ts'

/**
 * Runs its arguments as a child and asks it to end (SIGINT: Postgres's fast shutdown) as soon as its
 * own standard input closes, which happens however the process at the other end dies. Signals of the
 * terminal do not reach it. $1 is a folder to remove afterwards, or empty.
 */
const WATCHDOG = `
remove=$1; shift
exec 3<&0 </dev/null
trap '' HUP INT TERM
"$@" 3<&- & child=$!
( read -r _ <&3; kill -INT $child ) 2>/dev/null & guard=$!
exec 3<&-
wait $child; code=$?
kill -KILL $guard 2>/dev/null
[ -z "$remove" ] || rm -rf -- "$remove"
exit $code
`

const READY = 'database system is ready to accept connections'

/** A running Postgres, its end tied to ours. */
export interface Watched {
  /** Fast shutdown; resolves when no process is left. May be called again. */
  stop(): Promise<void>
  /** Resolves when it has ended, asked or not, with its last lines. */
  ended: Promise<string[]>
}

export class PostgresEnded extends Error {
  override name = 'PostgresEnded'
}

/** Starts Postgres under the watchdog and waits until it takes connections; throws PostgresEnded with its last lines. */
export async function startWatched(options: {
  command: string[]
  account: Account
  removeAfter?: string
  log: (line: string) => void
  forceStop: () => void
}): Promise<Watched> {
  const { account, log } = options
  const [command = '', ...args] = [...account.prefix, '/bin/sh', '-c', WATCHDOG, 'rose-postgres', options.removeAfter ?? '', ...options.command]
  // @NOTE detached: its own session, so Ctrl-C in a terminal ends us first and Postgres after our last transaction
  const child = spawn(command, args, { ...account.ids, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'pipe'], env: plainEnv() })
  const last: string[] = []
  const ended = new Promise<string[]>((resolve) => child.on('close', () => resolve(last)))

  await new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(new PostgresEnded(error.message)))
    child.on('close', () => reject(new PostgresEnded(last.join('\n'))))
    createInterface({ input: child.stderr }).on('line', (line) => {
      last.push(line)
      if (last.length > 20) last.shift()
      if (line.includes(READY)) resolve()
      if (/ (FATAL|PANIC|WARNING): /.test(line)) log(line)
    })
  })
  child.stdin.on('error', () => {})
  return { ended, stop: () => stop(child, ended, options.forceStop) }
}

const PATIENCE_MS = 30_000

async function stop(child: ChildProcess, ended: Promise<unknown>, forceStop: () => void): Promise<void> {
  child.stdin?.end()
  const timer = setTimeout(forceStop, PATIENCE_MS)
  await ended
  clearTimeout(timer)
}
