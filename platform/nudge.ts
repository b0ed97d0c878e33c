import type { Tx } from '../contracts/shared.ts';

/**
 * A hint inside one process that there is work: the worker looks at once instead of at its
 * next poll. Losing one costs a moment, never a piece of work.
 */
const listeners = new Set<() => void>();
const emitted = new WeakSet<Tx>();

/** Calls `listener` at every nudge; the answer ends that. */
export function onNudge(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function nudge(): void {
  for (const listener of listeners) listener();
}

/** Remembers that `tx` wrote an activity or a job, so that its commit is worth a nudge. */
export function markEmitted(tx: Tx): void {
  emitted.add(tx);
}

export function nudgeIfEmitted(tx: Tx): void {
  if (emitted.has(tx)) nudge();
}
