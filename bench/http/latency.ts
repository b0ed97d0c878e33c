import http from 'node:http';

/**
 * Asks at a steady rate, whether or not answers are late, and counts from when a request should
 * have gone out: a server that stalls cannot hide it by slowing its clients.
 */
export async function measureP99(options: {
  port: number;
  host: string;
  path: string;
  perSecond: number;
  seconds: number;
  /** Ends the measurement early. */
  until?: Promise<unknown>;
}): Promise<{ p99: number; requests: number }> {
  const { port, host, path, perSecond } = options;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const times: number[] = [];
  const waiting: Promise<void>[] = [];
  let over = false;
  void options.until?.finally(() => (over = true));

  const ask = (due: number) =>
    new Promise<void>((resolve, reject) => {
      const request = http.get(
        { host: '127.0.0.1', port, path, agent, headers: { host, accept: 'text/html', 'accept-encoding': 'gzip, br' } },
        (response) => {
          response.resume();
          response.on('end', () => {
            times.push(performance.now() - due);
            if (response.statusCode === 200) resolve();
            else reject(new Error(`${host}${path} answered ${response.statusCode}.`));
          });
        },
      );
      request.on('error', reject);
    });

  const began = performance.now();
  for (let sent = 0; !over && performance.now() - began < options.seconds * 1000; ) {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
    for (; sent < due; sent++) waiting.push(ask(began + ((sent + 1) * 1000) / perSecond));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(waiting);
  agent.destroy();
  times.sort((a, b) => a - b);
  return { p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN, requests: times.length };
}
