import type { Operation } from './api.ts';

/**
 * Ways in which the provider can go wrong once: before it did anything, or after. A `timeout`
 * hangs the connection, `cut` ends it, `html` is a proxy's error page, `unreadable` a 200 that
 * is no JSON.
 */
export interface Fault {
  readonly on: Operation;
  readonly kind: 'timeout' | 'cut' | 'html' | 'unreadable' | 'unavailable';
  /** Whether the operation takes effect all the same. */
  readonly after?: boolean;
}

export interface Faults {
  add(fault: Fault): void;
  take(operation: Operation): Fault | undefined;
  /** Holds the next call of this operation, after it is written to the log and before it takes effect. */
  suspend(operation: Operation): { reached: Promise<void>; resume: () => void };
  waitIfSuspended(operation: Operation): Promise<void>;
}

export function createFaults(): Faults {
  const faults: Fault[] = [];
  const gates = new Map<Operation, { arrive: () => void; released: Promise<void> }>();
  return {
    add: (fault) => {
      faults.push(fault);
    },
    take: (operation) => {
      const index = faults.findIndex((fault) => fault.on === operation);
      return index < 0 ? undefined : faults.splice(index, 1)[0];
    },
    suspend: (operation) => {
      const arrived = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      gates.set(operation, { arrive: arrived.resolve, released: released.promise });
      return { reached: arrived.promise, resume: released.resolve };
    },
    waitIfSuspended: async (operation) => {
      const gate = gates.get(operation);
      if (!gate) return;
      gates.delete(operation);
      gate.arrive();
      await gate.released;
    },
  };
}
