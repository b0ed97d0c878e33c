import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Mount } from '../../contracts/doors.ts';
import type { SumupOptions } from './options.ts';

export const WEBHOOK_PATH = '/webhooks/sumup';

const MOST_BYTES = 8192;

/** SumUp's notice, unsigned: it says that something changed, not what. */
const notice = z.object({ event_type: z.string().max(100), id: z.guid() });

const TOKEN = /^[\w-]{20,100}$/;

/**
 * `POST /webhooks/sumup/<token>`: a rumour. It is looked up here first, so that invented ones
 * never make us call the provider; then the one function that settles asks and acts. Until that
 * is through the answer is 503, and SumUp comes again.
 */
export function createWebhookMount({ services, allows }: Pick<SumupOptions, 'services' | 'allows'>): Mount {
  return {
    role: 'cart',
    host: 'cart',
    path: WEBHOOK_PATH,
    crossOrigin: true,
    handler: async (req, res) => {
      if (req.method !== 'POST') return answer(res, 405, { allow: 'POST' });
      const address = String(req.headers['x-forwarded-for'] ?? req.socket.remoteAddress ?? '');
      if (!(await allows(address))) return answer(res, 429, { 'retry-after': '60' });
      const webhookToken = new URL(req.url ?? '/', 'http://cart').pathname.slice(WEBHOOK_PATH.length + 1);
      if (!TOKEN.test(webhookToken)) return answer(res, 404);
      const body = await readBody(req);
      if (body === null) return answer(res, 413, { connection: 'close' });
      const parsed = notice.safeParse(toJson(body));
      if (!parsed.success) return answer(res, 400);
      if (parsed.data.event_type !== 'CHECKOUT_STATUS_CHANGED') return answer(res, 204);
      const { cart } = services();
      const reference = await cart.findPaymentReference({ webhookToken, checkoutId: parsed.data.id });
      if (!reference) return answer(res, 404);
      const { type } = await cart.settle({ reference });
      // `pending` after a notice means that the provider could not be read, or lags behind its own notice.
      answer(res, type === 'pending' ? 503 : 204, type === 'pending' ? { 'retry-after': '60' } : {});
    },
  };
}

function answer(res: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'cache-control': 'no-store', ...headers }).end();
}

async function readBody(req: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
