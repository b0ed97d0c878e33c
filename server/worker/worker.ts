import type { Payload } from 'payload';
import type { Services } from '../../contracts/services.ts';
import { subscribe } from '../../platform/emit.ts';
import type { Log } from '../../platform/log.ts';
import { onNudge } from '../../platform/nudge.ts';
import { type AnyJob, createJobRunner } from '../../platform/queue.ts';
import { inTransaction } from '../../platform/transactions.ts';
import { createEventProcessor, type Handler, type RetryPolicy } from './events.ts';
import { createSweeper, type Sweep } from './sweeps.ts';

export interface Worker {
  /** Begins to work and goes on until `stop`. */
  start(): Promise<void>;
  /** Ends after what is being done right now. */
  stop(): Promise<void>;
  /**
   * Does everything that is due, jobs and the work that follows from it included, and answers
   * when nothing is. Sweeps are left out unless asked for. For commands and tests.
   */
  drain(options?: { sweeps?: boolean }): Promise<void>;
}

const POLL_MS = 150;
const SWEEP_LOOK_MS = 1000;
const PAUSE_AFTER_ERROR_MS = 1000;

/** The background side of the platform: activities, jobs and sweeps. Starts nothing by itself. */
export function createWorker({
  payload,
  services,
  handlers,
  jobs = [],
  sweeps = [],
  log,
  retry,
}: {
  payload: Payload;
  services: Services;
  handlers: readonly Handler[];
  jobs?: readonly AnyJob[];
  sweeps?: readonly Sweep[];
  log: Pick<Log, 'info' | 'warn' | 'error'>;
  retry?: RetryPolicy;
}): Worker {
  const events = createEventProcessor({ payload, services, handlers, log, ...(retry ? { retry } : {}) });
  const sweeper = createSweeper({ payload, sweeps, log });
  const runner = createJobRunner({
    payload,
    services,
    jobs,
    onError: (error, doing) => log.warn({ err: error }, `${doing} failed`),
  });
  const loops: Loop[] = [];
  let stopListening: (() => void) | undefined;
  const introduce = () => inTransaction(payload, (tx) => subscribe(tx, handlers));
  const onError = (error: unknown) => log.error({ err: error }, 'the worker could not go on and tries again');

  return {
    start: async () => {
      if (loops.length > 0) throw new Error('the worker is running already');
      await introduce();
      const handling = createLoop({ work: async () => (await events.runBatch()) > 0, pauseMs: POLL_MS, onError });
      const sweeping = createLoop({
        work: async () => {
          await sweeper.runDue();
          return false;
        },
        pauseMs: SWEEP_LOOK_MS,
        onError,
      });
      loops.push(handling, sweeping);
      stopListening = onNudge(handling.wake);
      await runner.start();
      log.info({ handlers: handlers.map(({ name }) => name), jobs: jobs.length, sweeps: sweeps.length }, 'the worker works');
    },
    stop: async () => {
      stopListening?.();
      await Promise.all([...loops.splice(0).map((loop) => loop.stop()), runner.stop()]);
    },
    drain: async ({ sweeps: withSweeps = false } = {}) => {
      await introduce();
      if (withSweeps) await sweeper.runAll();
      let busy = true;
      while (busy) {
        busy = false;
        while ((await events.runBatch()) > 0) busy = true;
        if (jobs.length > 0 && (await runner.runDue()) > 0) busy = true;
      }
    },
  };
}

interface Loop {
  wake: () => void;
  stop: () => Promise<void>;
}

/** Calls `work` again at once while it answers true, else after a pause or when woken. */
function createLoop({
  work,
  pauseMs,
  onError,
}: {
  work: () => Promise<boolean>;
  pauseMs: number;
  onError: (error: unknown) => void;
}): Loop {
  let stopped = false;
  let woken = false;
  let endPause: (() => void) | undefined;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (!stopped) {
      woken = false;
      let more = false;
      let wait = pauseMs;
      try {
        more = await work();
      } catch (error) {
        onError(error);
        wait = PAUSE_AFTER_ERROR_MS;
      }
      if (!more && !woken && !stopped) await pause(wait);
      endPause = undefined;
    }
  })();
  return {
    wake: () => {
      woken = true;
      endPause?.();
    },
    stop: () => {
      stopped = true;
      endPause?.();
      return running;
    },
  };
}
