import type { Payload } from 'payload';
import { withAdvisoryLock } from '../../platform/advisory-lock.ts';
import type { Log } from '../../platform/log.ts';

/** Something that is done over and over, by one worker at a time. */
export interface Sweep {
  readonly name: string;
  readonly everySeconds: number;
  readonly run: () => Promise<void>;
}

export interface Sweeper {
  /** Runs the sweeps whose time has come, one after another. */
  runDue(): Promise<void>;
  /** Runs all of them now. */
  runAll(): Promise<void>;
}

/** A sweep that fails is logged and comes again; it holds up no other for good. */
export function createSweeper({
  payload,
  sweeps,
  log,
  clock = Date.now,
}: {
  payload: Payload;
  sweeps: readonly Sweep[];
  log: Pick<Log, 'error'>;
  clock?: () => number;
}): Sweeper {
  const nextAt = new Map(sweeps.map((sweep) => [sweep.name, 0]));
  const runOne = async (sweep: Sweep) => {
    try {
      await withAdvisoryLock(payload, `sweep:${sweep.name}`, sweep.run);
    } catch (error) {
      log.error({ err: error, sweep: sweep.name }, 'a sweep failed');
    }
    nextAt.set(sweep.name, clock() + sweep.everySeconds * 1000);
  };
  return {
    runDue: async () => {
      for (const sweep of sweeps) {
        if ((nextAt.get(sweep.name) ?? 0) <= clock()) await runOne(sweep);
      }
    },
    runAll: async () => {
      for (const sweep of sweeps) await runOne(sweep);
    },
  };
}
