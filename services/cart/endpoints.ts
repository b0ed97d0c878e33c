import { APIError, type Endpoint, type PayloadRequest } from 'payload';
import { z } from 'zod';
import type { Services } from '../../contracts/services.ts';

type Cart = () => Pick<Services['cart'], 'moveStock' | 'requestRefund' | 'settle'>;

const movement = z.object({
  pool: z.guid(),
  change: z.number().int().min(-1_000_000).max(1_000_000),
  note: z.string().max(500).optional(),
});

const refund = z.object({
  reference: z.string().min(1).max(64),
  amount: z.object({ amount: z.number().int().positive(), currency: z.string() }).optional(),
  reason: z.string().min(1).max(500),
});

const payment = z.object({ reference: z.string().min(1).max(64) });

/**
 * What editors do from the admin: `POST /api/cart/stock-movements` adds to the ledger,
 * `POST /api/cart/refunds` pays back, `POST /api/cart/settle` asks the provider about a payment now.
 */
export function cartEndpoints(cart: Cart): Endpoint[] {
  return [
    {
      path: '/cart/stock-movements',
      method: 'post',
      handler: async (req) => {
        const userId = requireEditor(req);
        const { pool, change, note } = await read(
          req,
          movement,
          'Give the pool, the difference as a whole number, and a note if you like.',
        );
        const kind = change > 0 ? 'received' : 'corrected';
        return Response.json(await cart().moveStock({ pool: { id: pool }, change, kind, note, movedBy: userId }));
      },
    },
    {
      path: '/cart/refunds',
      method: 'post',
      handler: async (req) => {
        const requestedBy = requireEditor(req);
        const wanted = await read(req, refund, 'Give the payment’s reference, a reason, and an amount unless it is all of it.');
        return Response.json(await cart().requestRefund({ ...wanted, requestedBy }));
      },
    },
    {
      path: '/cart/settle',
      method: 'post',
      handler: async (req) => {
        requireEditor(req);
        const { reference } = await read(req, payment, 'Which payment is meant?');
        return Response.json(await cart().settle({ reference }));
      },
    },
  ];
}

function requireEditor({ user }: PayloadRequest): string {
  const roles: readonly string[] = user && 'roles' in user && Array.isArray(user.roles) ? user.roles : [];
  const isLocked = user && 'status' in user && user.status === 'locked';
  if (!user || isLocked || !roles.some((role) => role === 'admin' || role === 'editor')) {
    throw new APIError('Only editors may do this.', 403, undefined, true);
  }
  return String(user.id);
}

async function read<T>(req: PayloadRequest, schema: z.ZodType<T>, sentence: string): Promise<T> {
  const body: unknown = await req.json?.().catch(() => null);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new APIError(sentence, 400, undefined, true);
  return parsed.data;
}
