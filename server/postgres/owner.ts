import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findCommand, findProcessStart } from '../processes.ts';
import { Sentence } from '../sentence.ts';
import { getClusterFolder } from './cluster.ts';

/** A Postgres that runs on a folder of ours. */
export interface Running {
  pid: number;
  socketFolder: string;
  ready: boolean;
  /** The process that started it, when it still lives. */
  owner: number | undefined;
}

/**
 * The setting by which a Postgres names who started it. It stands in its command line, so there is
 * no second file that could tell another story after a crash.
 */
export function ownerSetting(): string {
  return `rose.owner=${process.pid}:${findProcessStart(process.pid)}`;
}

/** The Postgres that `postmaster.pid` names, if it is one and runs on this folder; that number may belong to any process by now. */
export function findRunning(folder: string): Running | undefined {
  const cluster = getClusterFolder(folder);
  // its lines: pid, data folder, start, port, socket folder, listen address, shared memory, status
  const lines = readLines(path.join(cluster, 'postmaster.pid'));
  const pid = Number(lines[0]);
  const command = pid > 0 && findProcessStart(pid) !== undefined ? findCommand(pid) : undefined;
  if (command === undefined || !command.includes('postgres') || !command.includes(cluster)) return undefined;
  const [, ownerPid = '', ownerStart] = /rose\.owner=(\d+):(\S+)/.exec(command) ?? [];
  const owner = ownerStart !== undefined && findProcessStart(Number(ownerPid)) === ownerStart ? Number(ownerPid) : undefined;
  return { pid, socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready', owner };
}

/**
 * Clears the way for a start: a Postgres whose owner was killed is on its way out and is waited for,
 * then pressed; what a dead one left behind is removed. A living owner is not disturbed: `InUse`.
 */
export async function takeOver(folder: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    for (let waited = 0; waited < 10_000; waited += 50) {
      const running = findRunning(folder);
      if (running === undefined) {
        fs.rmSync(path.join(getClusterFolder(folder), 'postmaster.pid'), { force: true });
        return;
      }
      if (running.owner !== undefined) throw new InUse(folder, running.owner);
      if (waited === 2_000) process.kill(running.pid, signal);
      await sleep(50);
    }
  }
  throw new InUse(folder);
}

/** Another process works on the folder. */
export class InUse extends Sentence {
  override name = 'InUse';
  constructor(folder: string, owner?: number) {
    super(
      `The database in ${folder} is in use by another process${owner === undefined ? '' : ` (${owner})`}. Stop that one, or set ROSE_DATA to another folder.`,
    );
  }
}

function readLines(file: string): string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
