import type { Shopper } from '../../contracts/cart.ts';
import { createLog } from '../../platform/log.ts';
import type { Booted } from '../../server/boot.ts';
import { createHandlers } from '../../server/handlers.ts';
import { createWorker } from '../../server/worker/worker.ts';

type House = Pick<Booted, 'payload' | 'services'>;

/** Does what follows from what happened, with the house's own handlers; call it once before anything happens. */
export async function handleAll({ payload, services }: House): Promise<void> {
  const handlers = createHandlers({ purges: { announce: async () => {} } });
  await createWorker({ payload, services, handlers, log: createLog({ level: 'silent' }) }).drain();
}

/** A loaf at £4.50 of which there are so many. */
export async function bake(house: House, { slug, stock }: { slug: string; stock: number }): Promise<string> {
  const product = await house.payload.create({
    collection: 'products',
    data: { title: `A loaf, ${slug}`, slug, _status: 'published', price: 450, currency: 'GBP', forSale: true, taxBasisPoints: 0 },
  });
  await handleAll(house);
  await house.services.cart.moveStock({ pool: { key: `product:${product.id}` }, change: stock, kind: 'received' });
  return product.id;
}

export interface Till {
  readonly shopper: Shopper;
  readonly email: string;
  readonly name: string;
}

/** A guest with a basket, about to place the order. */
export async function fillBasket({ services }: House, { sellableId, quantity }: { sellableId: string; quantity: number }): Promise<Till> {
  const nobody: Shopper = { viewer: null, basketToken: null };
  const { newToken } = await services.cart.addToBasket({ shopper: nobody, sellableId, quantity });
  return { shopper: { viewer: null, basketToken: newToken ?? null }, email: 'guest@example.org', name: 'A guest' };
}
