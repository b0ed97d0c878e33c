import type { Shopper } from '../../../contracts/cart.ts';
import type { SiteLocals } from '../../shared/locals.ts';

/** Whose basket a request is about. */
export function toShopper({ viewer, basketToken }: Pick<SiteLocals, 'viewer' | 'basketToken'>): Shopper {
  return { viewer, basketToken };
}
