import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import createNext from 'next';

/** Payload's admin by Next, inside this process. In development it compiles on first use. */
export async function createCms({ root, dev, port }: { root: string; dev: boolean; port: number }): Promise<{
  handler: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** For the hot reload of development. */
  upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
  close: () => Promise<void>;
}> {
  const app = toCallable(createNext)({ dev, dir: path.join(root, 'cms'), quiet: true, hostname: 'localhost', port });
  await app.prepare();
  const handler = app.getRequestHandler();
  const upgrade = app.getUpgradeHandler();
  return { handler: (req, res) => handler(req, res), upgrade: (req, socket, head) => upgrade(req, socket, head), close: () => app.close() };
}

/** Next is CommonJS: its types put the function under `default`, native Node does not. */
function toCallable(module: typeof createNext): typeof createNext.default {
  return module as unknown as typeof createNext.default;
}
