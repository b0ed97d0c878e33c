import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toChildEnv } from '../../env.ts';
import { choosePort } from '../../server/port.ts';
import { startEmbeddedPostgres } from '../../server/postgres/embedded.ts';

/** A house in a process of its own, as `npm start` makes it, with a data folder that is thrown away. */
export interface BenchHouse {
  readonly port: number;
  readonly pid: number;
  readonly databaseUrl: string;
  /** For children that work beside it: the import. */
  readonly env: NodeJS.ProcessEnv;
  readonly editor: { readonly email: string; readonly password: string };
  stop(): Promise<void>;
}

export interface Asked {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

const PATIENCE_MS = 10 * 60_000;

export async function startBenchHouse({ root, say }: { root: string; say: (line: string) => void }): Promise<BenchHouse> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rose-bench-'));
  const port = await choosePort(0);
  const editor = { email: 'bench@rose.localhost', password: 'a password for the bench' };
  const env: NodeJS.ProcessEnv = {
    ...toChildEnv(),
    NODE_ENV: 'production',
    ROSE_ROOT: root,
    ROSE_DATA: dataDir,
    PORT: String(port),
    ROSE_ADMIN_EMAIL: editor.email,
    ROSE_ADMIN_PASSWORD: editor.password,
  };
  const child = spawn(process.execPath, [path.join(root, 'server/main.ts'), 'start'], {
    env,
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let last = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      last = `${last}${chunk.toString()}`.slice(-4000);
    });
  }
  const stop = async () => {
    await end(child);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    await waitUntilReady(child, port, () => last);
    say(`a house of its own answers on port ${port}`);
    const joined = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), join: true });
    return { port, pid: child.pid ?? 0, databaseUrl: joined.url, env, editor, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One request to a host of the house; connects to 127.0.0.1 and says the name in Host. */
export async function ask(
  port: number,
  site: string,
  address: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Asked> {
  const request = http.request({
    host: '127.0.0.1',
    port,
    path: address,
    method: options.method ?? 'GET',
    headers: { host: `${site}.rose.localhost:${port}`, ...options.headers },
    agent: false,
  });
  request.end(options.body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, rawHeaders: response.rawHeaders, body: Buffer.concat(chunks) };
}

async function waitUntilReady(child: ChildProcess, port: number, last: () => string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    if (child.exitCode !== null) throw new Error(`The house ended before it answered:\n${last()}`);
    const answer = await ask(port, 'blog', '/readyz').catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The house did not answer in time:\n${last()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(force);
}
