import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProcessStart } from './processes.ts';

/** Another living process kept the lock for longer than the patience. */
export class LockHeld extends Error {
  override name = 'LockHeld';
}

/**
 * Runs `work` while no other process of this machine does under the same lock file: between looking
 * and acting another one must not change what we saw. A lock whose holder was killed is taken away.
 * Throws `LockHeld` after `patienceMs`.
 */
export async function withLock<T>(lock: string, patienceMs: number, work: () => Promise<T>): Promise<T> {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  const mine = `${process.pid}:${findProcessStart(process.pid)}:${randomBytes(4).toString('hex')}`;
  for (let waited = 0; !take(lock, mine); waited += 100) {
    if (waited >= patienceMs) throw new LockHeld(`${lock} is held by process ${read(lock)?.split(':')[0]}.`);
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    if (read(lock) === mine) fs.unlinkSync(lock);
  }
}

function take(lock: string, mine: string): boolean {
  const holder = read(lock);
  if (holder !== undefined && isAlive(holder)) return false;
  const aside = `${lock}.${mine.slice(-8)}`;
  if (holder !== undefined) {
    // moved aside and looked at again: only the lock that was judged dead may go
    if (!attempt(() => fs.renameSync(lock, aside))) return false;
    if (read(aside) !== holder) attempt(() => fs.linkSync(aside, lock));
    fs.unlinkSync(aside);
  }
  fs.writeFileSync(aside, mine);
  // link() fails when another one was first, and the lock is never seen half written
  const taken = attempt(() => fs.linkSync(aside, lock));
  fs.unlinkSync(aside);
  return taken;
}

function isAlive(holder: string): boolean {
  const [pid, start] = holder.split(':');
  return start !== undefined && findProcessStart(Number(pid)) === start;
}

function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
