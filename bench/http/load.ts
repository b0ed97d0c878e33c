import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

export interface Target {
  readonly port: number;
  /** Of the process that answers, for the time it spends. */
  readonly pid: number;
  readonly host: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  /** One after another on every connection, instead of none. */
  readonly cookies?: readonly string[];
  /** A new address for every request, so that no cache can help. */
  readonly fresh?: boolean;
}

export interface Loaded {
  readonly perSecond: number;
  /** Processor time of the answering process for one request, in microseconds; NaN where /proc is missing. */
  readonly cpuMicros: number;
}

const CONNECTIONS = 20;

/** As many requests as go through in so many seconds; throws when one is not answered with 200. */
export async function load(target: Target, seconds: number): Promise<Loaded> {
  const before = readCpuSeconds(target.pid);
  let count = 0;
  const headers = { host: target.host, accept: 'text/html', 'accept-encoding': 'gzip, br', ...target.headers };
  const result = await autocannon({
    url: `http://127.0.0.1:${target.port}`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: target.fresh
      ? [{ method: 'GET', headers, setupRequest: (request) => ({ ...request, path: `${target.path}?fresh=${++count}` }) }]
      : (target.cookies ?? [undefined]).map((cookie) => ({
          method: 'GET' as const,
          path: target.path,
          headers: cookie === undefined ? headers : { ...headers, cookie },
        })),
  });
  if (result.errors > 0 || result.non2xx > 0) {
    throw new Error(`${result.errors} errors and ${result.non2xx} answers other than 200 from ${target.host}${target.path}.`);
  }
  const total = result['2xx'];
  return {
    perSecond: total / result.duration,
    cpuMicros: ((readCpuSeconds(target.pid) - before) * 1e6) / Math.max(1, total),
  };
}

/** User and system time of all threads of a process, in hundredths of a second; see proc(5). */
function readCpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return (low + high) / 2;
}
