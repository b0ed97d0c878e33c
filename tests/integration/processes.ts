import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The ids of all processes that have `mark` in their command line or environment; Linux only. */
export function listProcesses(mark: string): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ['cmdline', 'environ'].some((file) => read(`/proc/${pid}/${file}`).includes(mark)))
    .map(Number);
}

/** Waits until no process carries `mark`, and answers those that still do after `patienceMs`. */
export async function waitForNone(mark: string, patienceMs = 10_000): Promise<number[]> {
  for (let waited = 0; waited < patienceMs; waited += 50) {
    if (listProcesses(mark).length === 0) return [];
    await sleep(50);
  }
  return listProcesses(mark);
}

/** A program under test, its output gathered. */
export interface Started {
  child: ChildProcess;
  output(): string;
  /** Resolves as soon as the output holds `text`; rejects, with all of it, when the program ends before. */
  said(text: string): Promise<void>;
  /** Resolves with the exit code, or the signal's name. */
  ended: Promise<number | string>;
}

export function start(command: readonly string[], options: { env: Record<string, string>; cwd?: string }): Started {
  const [program = '', ...args] = command;
  // Next's types say that every environment has a NODE_ENV; a child's need not
  const env = options.env as NodeJS.ProcessEnv;
  const child = spawn(program, args, { ...options, env, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!output.includes(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      void ended.then((code) => reject(new Error(`It ended (${code}) without saying “${text}”:\n${output}`)));
      look();
    });
  return { child, ended, said, output: () => output };
}

/**
 * What to put before a command so that an ordinary user runs it. A project that stands where others
 * may not go is read by a capability that grants that and nothing else.
 */
export function asOrdinaryUser(): string[] {
  if (process.getuid?.() !== 0) return [];
  const ids = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  return isOpen(import.meta.dirname) && isOpen(process.execPath)
    ? ids
    : [...ids, '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
}

function isOpen(target: string): boolean {
  for (let at = target; at !== path.dirname(at); at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o005) !== 0o005) return false;
  }
  return true;
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
