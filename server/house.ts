import { type Role, SITE_NAMES } from '../contracts/shared.ts';
import { createLog } from '../platform/log.ts';
import { openMemory } from '../platform/memory.ts';
import { announce } from './announce.ts';
import { createApi } from './api.ts';
import { type Booted, boot } from './boot.ts';
import { ensureBuilt, listTargets } from './build.ts';
import { createCms } from './cms.ts';
import type { Ground } from './ground.ts';
import { createHandlers } from './handlers.ts';
import { createHost, type Host } from './host/host.ts';
import { loadSites } from './load-sites.ts';
import { assertMigrated } from './migrations.ts';
import { tellMissingColumns } from './missing-columns.ts';
import { createPageViews } from './page-views.ts';
import { seed } from './seed.ts';
import { createSweeps } from './sweeps.ts';
import { createUploadSweep } from './uploads.ts';
import { createWorker, type Worker } from './worker/worker.ts';

export interface House {
  readonly port: number;
  readonly booted: Booted;
  /** The database ended unasked; never with DATABASE_URL. */
  readonly databaseEnded: Promise<string[]>;
  /** Every address and the first sign-in, for the person who started it. */
  sayWhere(): void;
  stop(): Promise<void>;
}

/**
 * Everything that ROSE_ROLES asks of this process, in the order in which the parts need each
 * other; one line per stage with its time. When it returns, every host answers.
 */
export async function startHouse({ ground, dev, say }: { ground: Ground; dev: boolean; say: (line: string) => void }): Promise<House> {
  const { env } = ground;
  const stage = createStages(say);
  const log = createLog({ level: env.mode === 'production' ? 'warn' : 'info' });
  const roles = new Set<Role>(env.roles);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse())
      await step().catch((error: unknown) => log.error({ err: error }, 'could not stop in order'));
  };
  try {
    const database = await stage('database', () => ground.database);
    undo.push(database.stop);
    const targets = dev ? [] : listTargets(env.roles);
    if (targets.length > 0) {
      await stage('build', () =>
        ensureBuilt({
          root: env.root,
          targets,
          onBuilt: ({ name, seconds }) => say(`  ${name.padEnd(22)} ${seconds.toFixed(1)} s`),
        }),
      );
    }
    const booted = await stage('migrations and services', () => boot({ env, databaseUrl: database.url, log }));
    undo.push(booted.close);
    if (dev) await tellMissingColumns(booted.payload, say);
    const signIn = await stage('sample content', () => seed({ env, booted }));

    const sites = await stage('sites', () => loadSites({ root: env.root, dev, names: SITE_NAMES.filter((name) => roles.has(name)) }));
    undo.push(sites.close);
    const cms = roles.has('cms') ? await stage('admin', () => createCms({ root: env.root, dev, port: env.port })) : null;
    if (cms) undo.push(cms.close);
    const views = createPageViews({ sql: booted.payload.db.pool, log });
    undo.push(views.close);
    let memory: ReturnType<typeof openMemory> | null = null;
    const host = createHost({
      env: { ...env, databaseUrl: database.url },
      roles: env.roles,
      sites: sites.apps,
      mounts: booted.mounts.filter(({ role }) => roles.has(role)),
      findViewer: booted.doors.identity.findViewer,
      onRevoked: booted.doors.identity.onRevoked,
      onGuestVisit: booted.doors.identity.onGuestVisit,
      onView: views.count,
      onPurge: (tags) => memory?.forget(tags),
      services: booted.services,
      cache: booted.cache,
      cms: cms?.handler ?? null,
      cmsUpgrade: dev ? (cms?.upgrade ?? null) : null,
      checks: { migrations: () => assertMigrated(booted.payload.db.pool) },
      api: roles.has('cms') ? createApi(import('../payload.config.ts').then((module) => module.default)) : null,
      log,
      sql: booted.payload.db.pool,
    });
    undo.push(() => host.close());
    await stage('open the doors', () => host.listen(env.port));
    // Purges are heard from here on.
    memory = openMemory(booted.payload);
    views.start();
    if (roles.has('cms')) {
      const leftovers = createUploadSweep();
      leftovers.start();
      undo.push(leftovers.close);
    }
    const unwatch = booted.watch();
    undo.push(async () => unwatch());
    if (roles.has('worker')) undo.push(await startWorker(booted, host));
    const sayWhere = () => announce({ env, signIn, say });
    return { port: env.port, booted, databaseEnded: database.ended, sayWhere, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startWorker(booted: Booted, host: Host): Promise<() => Promise<void>> {
  const worker: Worker = createWorker({
    payload: booted.payload,
    services: booted.services,
    handlers: [...createHandlers({ purges: { announce: (seq) => host.announcePurge(seq) } }), ...booted.handlers],
    jobs: booted.jobs,
    sweeps: [...createSweeps({ payload: booted.payload, services: booted.services }), ...booted.sweeps],
    log: booted.log,
  });
  await worker.start();
  return () => worker.stop();
}

function createStages(say: (line: string) => void) {
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    say(`${name.padEnd(24)} ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return result;
  };
}
