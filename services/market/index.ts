import type { Payload } from 'payload';
import type { MarketContract } from '../../contracts/market.ts';
import type { Services } from '../../contracts/services.ts';
import { offerProduct } from './offers.ts';
import { findProduct, listProducts, quote } from './products.ts';

/** What the co-op sells, as visitors see it. Stock is the cart's. */
export function createMarketService({ payload, services }: { payload: Payload; services: () => Services }): MarketContract {
  const deps = { payload, services };
  return {
    listProducts: (query) => listProducts(deps, query),
    findProduct: (slug) => findProduct(deps, slug),
    quote: (query) => quote(deps, query),
    offerProduct: (command) => offerProduct(deps, command),
  };
}
