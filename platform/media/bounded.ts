export interface Bounded {
  /** Waits for a turn; null when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T> | null;
}

/** Lets `atOnce` pieces of heavy work run and `waiting` more wait; what comes beyond is turned away. */
export function createBounded({ atOnce, waiting }: { atOnce: number; waiting: number }): Bounded {
  let running = 0;
  const queue: (() => void)[] = [];
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so nobody who comes meanwhile takes it.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  }
  return {
    run: (work) => (running >= atOnce && queue.length >= waiting ? null : inTurn(work)),
  };
}
