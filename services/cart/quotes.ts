import type { Quote } from '../../contracts/cart.ts';
import type { Tx, Viewer } from '../../contracts/shared.ts';
import type { CartDeps } from './deps.ts';

/** Asks each domain about what is its own: names and prices as they are now. */
export async function listQuotes(
  { services }: Pick<CartDeps, 'services'>,
  { tx, wanted, viewer }: { tx?: Tx; wanted: readonly { sellableId: string; kind: Quote['kind'] }[]; viewer: Viewer | null },
): Promise<ReadonlyMap<string, Quote>> {
  const { market, events } = services();
  const idsOf = (kind: Quote['kind']) => wanted.filter((one) => one.kind === kind).map(({ sellableId }) => sellableId);
  const quotes: Quote[] = [];
  // One after another: in a transaction there is one connection.
  for (const [domain, ids] of [
    [market, idsOf('product')],
    [events, idsOf('ticket')],
  ] as const) {
    if (ids.length > 0) quotes.push(...(await domain.quote({ ...(tx ? { tx } : {}), ids, viewer })));
  }
  return new Map(quotes.map((quote) => [quote.sellableId, quote]));
}
