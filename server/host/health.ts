import type { IncomingMessage, ServerResponse } from 'node:http';

export type Check = () => Promise<unknown>;

const SLOW_MS = 2_000;

/**
 * `/healthz`: the process answers. `/readyz`: it can do its work, each check by name; 503 when one
 * fails or takes longer than two seconds. True when the request was one of these.
 */
export async function sendHealth(options: {
  req: IncomingMessage;
  res: ServerResponse;
  checks: Readonly<Record<string, Check>>;
}): Promise<boolean> {
  const { req, res, checks } = options;
  if (req.method !== 'GET' && req.method !== 'HEAD') return false;
  if (req.url === '/healthz') {
    res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    res.end('ok\n');
    return true;
  }
  if (req.url !== '/readyz') return false;
  const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await isWell(check)] as const));
  const ready = results.every(([, well]) => well);
  const body = { ready, ...Object.fromEntries(results.map(([name, well]) => [name, well ? 'ok' : 'failing'])) };
  res.writeHead(ready ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(`${JSON.stringify(body)}\n`);
  return true;
}

async function isWell(check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), SLOW_MS);
  });
  try {
    await Promise.race([check(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
