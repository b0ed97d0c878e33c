import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { choosePort } from '../../server/port.ts';
import { start } from '../integration/processes.ts';

export interface RunningHouse {
  /** `http://blog.rose.localhost:4711`, without a slash at the end. */
  origin(host: string): string;
  /** What the program printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** The first editor of every house that `startHouse` starts. */
export const firstEditor = { email: 'editor@rose.localhost', password: 'roses are ash, say the tests' };

/** `blog /about/` as an address of a house. */
export function toUrl(house: Pick<RunningHouse, 'origin'>, address: string): string {
  const [host = '', path = ''] = address.split(' ');
  return house.origin(host) + path;
}

/** The whole house as `npm start` runs it: embedded Postgres in a folder of its own, sample content, all roles. */
export async function startHouse(env: Record<string, string> = {}): Promise<RunningHouse> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rose-e2e-'));
  const port = await choosePort(0);
  const program = start([process.execPath, 'rose.mjs', 'start'], {
    env: {
      PATH: String(process.env.PATH),
      HOME: String(process.env.HOME),
      TMPDIR: tmpdir(),
      ROSE_DATA: dataDir,
      PORT: String(port),
      ROSE_ADMIN_EMAIL: firstEditor.email,
      ROSE_ADMIN_PASSWORD: firstEditor.password,
      ...env,
    },
  });
  await program.said('First editor');
  return {
    origin: (host) => `http://${host}.rose.localhost:${port}`,
    output: program.output,
    async stop() {
      program.child.kill('SIGTERM');
      await program.ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
