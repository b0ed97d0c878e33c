import { writeFileSync } from 'node:fs';
import os from 'node:os';
import type { Pool } from 'pg';

/** As in nice(1): fifteen steps are about a thirtieth of the processor while others want it. */
const STEPS = 15;
const LOWEST = os.constants.priority.PRIORITY_LOW;

/**
 * For a process that has time, beside one that readers wait for: it takes the processor only when
 * nobody else wants it. So do its connections from now on, when `pool` is of a database that runs on
 * this machine under our own eyes.
 */
export function stepBack(pool: Pool | null): void {
  lower(process.pid);
  const lowered = new WeakSet<object>();
  pool?.on('acquire', (client) => {
    if (lowered.has(client)) return;
    lowered.add(client);
    if (!('processID' in client) || typeof client.processID !== 'number') return;
    lower(client.processID);
    // A server process of Postgres leads a session of its own, and Linux may weigh sessions first; see sched(7), autogroup.
    attempt(() => writeFileSync(`/proc/${client.processID}/autogroup`, String(STEPS)));
  });
}

function lower(pid: number): void {
  attempt(() => os.setPriority(pid, Math.min(LOWEST, os.getPriority(pid) + STEPS)));
}

/** What is not ours to set stays as quick as the rest. */
function attempt(change: () => void): void {
  try {
    change();
  } catch {}
}
