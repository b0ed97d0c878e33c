import type {} from '@payloadcms/db-postgres';
import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { type Job as BossJob, type Db, PgBoss } from 'pg-boss';
import type { Services } from '../contracts/services.ts';
import type { Tx } from '../contracts/shared.ts';
import { markEmitted } from './nudge.ts';

/** A kind of background work; the queue has its name. */
export interface JobDefinition<Data extends object> {
  readonly name: string;
  /** Does one piece of work. It may run again after a crash, so it must bear being repeated. */
  readonly run: (data: Data, context: JobContext) => Promise<void>;
  /** Repeats after failures, with growing pauses; then it is dead. */
  readonly retryLimit?: number;
  /** Seconds before the first repeat; doubles each time, with some chance in it. */
  readonly retryDelay?: number;
  /** The lease: after so many seconds an unfinished job is taken to have crashed. */
  readonly expireInSeconds?: number;
  /** How many run at the same time in one process. */
  readonly concurrency?: number;
  /** `key_strict_fifo` keeps the order among jobs of the same `singletonKey`. */
  readonly policy?: 'standard' | 'short' | 'singleton' | 'exclusive' | 'key_strict_fifo';
}

export interface JobContext {
  readonly id: string;
  /** 0 at the first attempt. */
  readonly attempt: number;
  readonly services: Services;
  readonly signal: AbortSignal;
}

/** As it is kept in lists, whatever its data. */
export type AnyJob = JobDefinition<never>;

export interface EnqueueOptions {
  /** Not before this instant. */
  readonly startAfter?: Date;
  /** With policy `key_strict_fifo`: whose order it belongs to. Else: no second one while one waits. */
  readonly singletonKey?: string;
}

const SCHEMA = 'pgboss';

/** A job that was fetched by hand (`runDue`) comes without a signal; nobody calls it off. */
const NEVER = new AbortController().signal;

/** Names a kind of work with its data's type; starts nothing. */
export function defineJob<Data extends object>(definition: JobDefinition<Data>): JobDefinition<Data> {
  return definition;
}

/**
 * Puts a job into its queue in the caller's transaction: it exists when and only when that
 * commits. Needs no connection or state of its own, so it is the same in every process. Answers
 * the job's id, or null when the queue's policy found it to be there already.
 *
 * @NOTE This is pg-boss's own insert for one job, written out because its `send` wants a started
 * instance, and because it dates all jobs of a transaction alike, which loses the order among
 * those of one key; `tests/integration/activities-queue.test.ts` compares the two row by row.
 */
export async function enqueue<Data extends object>(
  tx: Tx,
  job: JobDefinition<Data>,
  data: Data,
  { startAfter, singletonKey }: EnqueueOptions = {},
): Promise<string | null> {
  const { rows } = await tx.execute<{ known: boolean; id: string | null }>(sql`
    with queue as (
      select * from pgboss.queue where name = ${job.name}
    ), queued as (
      insert into pgboss.job (
        name, data, created_on, start_after, keep_until, singleton_key, policy, dead_letter, expire_seconds,
        deletion_seconds, heartbeat_seconds, retry_limit, retry_delay, retry_backoff, retry_delay_max
      )
      select
        q.name, ${JSON.stringify(data)}::jsonb, clock_timestamp(), s.at,
        s.at + coalesce(q.retention_seconds, 1209600) * interval '1s',
        ${singletonKey ?? null}::text, q.policy, q.dead_letter, coalesce(q.expire_seconds, 900),
        coalesce(q.deletion_seconds, 604800), q.heartbeat_seconds, coalesce(q.retry_limit, 2),
        coalesce(q.retry_delay, 0), coalesce(q.retry_backoff, false), q.retry_delay_max
      from queue q, (select coalesce(${startAfter?.toISOString() ?? null}::timestamptz, now()) as at) s
      on conflict do nothing
      returning id
    )
    select exists (select from queue) as known, (select id::text from queued) as id
  `);
  const [row] = rows;
  if (!row?.known) throw new Error(`there is no queue "${job.name}"; is the job in the list that openQueue was given?`);
  markEmitted(tx);
  return row.id;
}

/**
 * Makes pg-boss's tables and the queues of `jobs`; safe to call from several processes at once.
 * Called by the one that migrates, so that every process finds its queues.
 */
export async function prepareQueue(payload: Payload, jobs: readonly AnyJob[]): Promise<void> {
  const boss = createBoss(payload, { supervise: false });
  await boss.start();
  try {
    await createQueues(boss, jobs);
  } finally {
    await boss.stop({ graceful: false });
  }
}

export interface JobRunner {
  /** Begins to fetch and run jobs; they are leased, so a crash gives them back. */
  start(): Promise<void>;
  /** Lets what is running end, then stops. */
  stop(): Promise<void>;
  /** Runs every job that is due, expired leases included; answers how many. For tests and commands. */
  runDue(): Promise<number>;
}

/** The side of the queue that works; one per process with the worker's role. */
export function createJobRunner({
  payload,
  services,
  jobs,
  onError,
  pollSeconds = 1,
}: {
  payload: Payload;
  services: Services;
  jobs: readonly AnyJob[];
  onError: (error: unknown, doing: string) => void;
  pollSeconds?: number;
}): JobRunner {
  const boss = createBoss(payload, { supervise: true });
  boss.on('error', (error) => onError(error, 'the job queue'));
  let opening: Promise<unknown> | undefined;
  const open = () => (opening ??= boss.start().then(() => createQueues(boss, jobs)));

  const runOne = async (job: AnyJob, work: BossJob<object>) => {
    const run = job.run as JobDefinition<object>['run'];
    try {
      await run(work.data, { id: work.id, attempt: work.retryCount, services, signal: work.signal ?? NEVER });
    } catch (error) {
      onError(error, `job ${job.name} ${work.id}, attempt ${work.retryCount + 1}`);
      throw error;
    }
  };

  return {
    start: async () => {
      await open();
      for (const job of jobs) {
        const options = { localConcurrency: job.concurrency ?? 1, batchSize: 1, pollingIntervalSeconds: pollSeconds };
        await boss.work<object>(job.name, options, async (fetched) => {
          for (const work of fetched) await runOne(job, work);
        });
      }
    },
    stop: async () => {
      if (!opening) return;
      await opening.catch(() => {});
      await boss.stop({ graceful: true, timeout: 10_000 });
      opening = undefined;
    },
    runDue: async () => {
      await open();
      let done = 0;
      for (const job of jobs) {
        // pg-boss looks for expired leases now and then; "due" includes those of this very moment.
        await payload.db.pool.query('update pgboss.queue set monitor_claim_on = null, monitor_on = null where name = $1', [job.name]);
        await boss.supervise(job.name);
        for (;;) {
          const [work] = await boss.fetch<object>(job.name);
          if (!work) break;
          done += 1;
          await runOne(job, work).then(
            () => boss.complete(job.name, work),
            (error: unknown) => boss.fail(job.name, work, { message: String(error) }),
          );
        }
      }
      return done;
    },
  };
}

function createBoss(payload: Payload, { supervise }: { supervise: boolean }): PgBoss {
  return new PgBoss({
    db: toBossDb(payload),
    schema: SCHEMA,
    supervise,
    schedule: false,
    monitorIntervalSeconds: 15,
    superviseIntervalSeconds: 15,
    registerInstance: false,
  });
}

async function createQueues(boss: PgBoss, jobs: readonly AnyJob[]): Promise<void> {
  for (const job of jobs) {
    const options = {
      retryLimit: job.retryLimit ?? 8,
      retryDelay: job.retryDelay ?? 2,
      retryBackoff: true,
      retryDelayMax: 3600,
      expireInSeconds: job.expireInSeconds ?? 60,
    };
    await boss.createQueue(job.name, { ...options, policy: job.policy ?? 'standard' });
    await boss.updateQueue(job.name, options);
  }
}

function toBossDb(payload: Payload): Db {
  return {
    executeSql: async (text, values) => payload.db.pool.query(text, values),
  };
}
