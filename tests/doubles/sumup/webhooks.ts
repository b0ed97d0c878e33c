import http from 'node:http';
import type { Checkout } from './state.ts';

/** SumUp repeats what was not answered by 2xx after so many minutes. */
const RETRY_MINUTES = [1, 5, 20, 120];

export interface Webhooks {
  /** Sends one notice now and answers the status, or 0 when nobody listened. */
  send(checkout: Pick<Checkout, 'id' | 'return_url'>): Promise<number>;
  /** Sends, and repeats by SumUp's timetable until somebody says 2xx. */
  announce(checkout: Pick<Checkout, 'id' | 'return_url'>): void;
  close(): void;
}

/** Unsigned notices `{ event_type, id }` to the checkout's return_url. */
export function createWebhooks(minuteMs = 60_000): Webhooks {
  const timers = new Set<NodeJS.Timeout>();
  const send: Webhooks['send'] = async ({ id, return_url }) => {
    if (!return_url) return 0;
    return post(new URL(return_url), JSON.stringify({ event_type: 'CHECKOUT_STATUS_CHANGED', id })).catch(() => 0);
  };
  const later = (checkout: Pick<Checkout, 'id' | 'return_url'>, attempt: number) => {
    const minutes = RETRY_MINUTES[attempt];
    if (minutes === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void run(checkout, attempt + 1);
    }, minutes * minuteMs);
    timer.unref();
    timers.add(timer);
  };
  const run = async (checkout: Pick<Checkout, 'id' | 'return_url'>, attempt: number) => {
    const status = await send(checkout);
    if (status < 200 || status > 299) later(checkout, attempt);
  };
  return {
    send,
    announce: (checkout) => void run(checkout, 0),
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** `*.localhost` is this machine by RFC 6761 §6.3, whatever its resolver thinks. */
function post(url: URL, body: string): Promise<number> {
  const isHere = url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: isHere ? '127.0.0.1' : url.hostname,
        port: url.port || 80,
        path: url.pathname + url.search,
        method: 'POST',
        timeout: 10_000,
        headers: { host: url.host, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.end(body);
  });
}
