import type { AccountContract } from './account.ts';
import type { BlogContract } from './blog.ts';
import type { CartContract } from './cart.ts';
import type { EventsContract } from './events.ts';
import type { FederationContract } from './federation.ts';
import type { MarketContract } from './market.ts';

/** The registry: every domain's contract, looked up at call time. */
export interface Services {
  readonly blog: BlogContract;
  readonly market: MarketContract;
  readonly cart: CartContract;
  readonly events: EventsContract;
  readonly federation: FederationContract;
  readonly account: AccountContract;
}
