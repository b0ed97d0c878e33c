import { existsSync } from 'node:fs';
import { createRedisCache } from '../../platform/cache.redis.ts';
import { createLog } from '../../platform/log.ts';
import { choosePort } from '../../server/port.ts';
import { spawnTied } from '../../server/tied-process.ts';

const BINARY = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find(existsSync);

/** Whether a real Redis can be started here; the word for `skip` otherwise. */
export const hasRedis = BINARY !== undefined;
export const NO_REDIS = 'install redis-server';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** A real redis-server on a free port, without anything on disk. */
export async function startRedis(port?: number): Promise<TestRedis> {
  const free = port ?? (await choosePort(0));
  // Tied: a test that is killed must not leave a server behind.
  const child = spawnTied({
    command: [BINARY ?? 'redis-server', '--port', String(free), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/tmp'],
    end: 'kill',
    cwd: '/tmp',
    env: {},
    onLine: () => {},
  });
  const url = `redis://127.0.0.1:${free}`;
  const cache = createRedisCache({ url, log: createLog({ level: 'silent' }), timeoutMs: 10_000 });
  for (let tries = 0; ; tries++) {
    try {
      await cache.ping();
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await cache.close();
  return {
    url,
    port: free,
    stop: async () => {
      child.stop();
      await child.ended;
    },
  };
}
