import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Env } from '../../../env.ts';
import type { ScenarioName } from './scenarios.ts';

const CHILD = path.resolve(import.meta.dirname, 'child.ts');

export interface CrashRun {
  readonly scenario: ScenarioName;
  /** What the scenario needs to know, as JSON. */
  readonly input?: unknown;
  readonly env: Env;
  readonly databaseUrl: string;
}

/**
 * Runs a scenario in a process of its own and ends it by SIGKILL when it comes to `point` (for
 * the `nth` time). Throws when it ended in any other way, so a point that is never reached fails.
 */
export async function killAt(point: string, run: CrashRun, nth = 1): Promise<void> {
  const { ended, output } = begin(run, `${point}:kill:${nth}`);
  const { code, signal } = await ended;
  if (signal !== 'SIGKILL') {
    throw new Error(`"${run.scenario}" was to die at ${point}, but ended with ${signal ?? code}:\n${output().slice(-2000)}`);
  }
}

/** Runs a scenario to its end. */
export async function runThrough(run: CrashRun): Promise<void> {
  const { ended, output } = begin(run, '-');
  const { code, signal } = await ended;
  if (code !== 0) throw new Error(`"${run.scenario}" ended with ${signal ?? code}:\n${output().slice(-2000)}`);
}

export interface SuspendedRun {
  resume(): void;
  kill(): Promise<void>;
  /** Resolves at a good end and rejects at any other. */
  done(): Promise<void>;
}

/** Runs a scenario up to `point` and holds it there, alive. */
export async function suspendRun(point: string, run: CrashRun): Promise<SuspendedRun> {
  const { child, ended, output } = begin(run, `${point}:suspend`);
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: { point?: string }) => {
      if (message.point === point) resolve();
    });
    void ended.then(({ code, signal }) =>
      reject(new Error(`"${run.scenario}" never came to ${point} and ended with ${signal ?? code}:\n${output().slice(-2000)}`)),
    );
  });
  return {
    resume: () => void child.send({ resume: point }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    done: async () => {
      const { code, signal } = await ended;
      if (code !== 0) throw new Error(`"${run.scenario}" ended with ${signal ?? code}:\n${output().slice(-2000)}`);
    },
  };
}

interface Begun {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly output: () => string;
}

function begin({ scenario, input = null, env, databaseUrl }: CrashRun, instruction: string): Begun {
  const child = fork(CHILD, [scenario, instruction, JSON.stringify(input)], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      ROSE_ROOT: env.root,
      ROSE_DATA: env.dataDir,
      ROSE_SECRET: env.secret,
      ROSE_DOMAIN: env.domain,
      DATABASE_URL: databaseUrl,
      ...(env.smtpUrl && { SMTP_URL: env.smtpUrl }),
      ...(env.sumup && { SUMUP_API_KEY: env.sumup.apiKey, SUMUP_MERCHANT_CODE: env.sumup.merchantCode, SUMUP_HOST: env.sumup.host }),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  return { child, ended, output: () => output };
}
