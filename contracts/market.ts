import type { Availability, Quote } from './cart.ts';
import type { Money, Paged, Picture, Tx, Viewer } from './shared.ts';

export interface ProductCard {
  readonly id: string;
  readonly slug: string;
  /** Path on the market's host: `/a-slug/`. */
  readonly path: string;
  readonly title: string;
  readonly summary: string | null;
  readonly picture: Picture | null;
  readonly price: Money;
  readonly memberPrice: Money | null;
  readonly labels: readonly string[];
  /** What a basket line names. */
  readonly sellableId: string;
  readonly available: Availability;
}

export interface ProductPage extends ProductCard {
  readonly html: string;
  /** Cache tags of what the text shows and links to. */
  readonly mentions: readonly string[];
  readonly updatedAt: string;
}

export interface MarketContract {
  listProducts(query: { page?: number; limit?: number; label?: string }): Promise<Paged<ProductCard>>;
  findProduct(slug: string): Promise<ProductPage | null>;
  /** Names and prices of published products as they are now, for this person. Asked by the cart. */
  quote(query: { tx?: Tx; ids: readonly string[]; viewer: Viewer | null }): Promise<readonly Quote[]>;
  /** Puts a product on sale at the cart, with a pool of its own; idempotent. The worker does it after each change. */
  offerProduct(command: { tx: Tx; id: string }): Promise<void>;
}
