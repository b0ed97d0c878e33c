import type { ProductPage } from '../../../contracts/market.ts';
import { toDecimal } from '../../../core/money.ts';
import { toSchemaAvailability } from '../../shared/features/stock.ts';

/** https://schema.org/Product with one offer; prices in major units, as schema.org wants them. */
export function toProductData(product: ProductPage, origin: string): Record<string, unknown> {
  const url = new URL(product.path, origin).href;
  return {
    '@type': 'Product',
    name: product.title,
    url,
    ...(product.summary ? { description: product.summary } : {}),
    ...(product.picture ? { image: new URL(product.picture.url, origin).href } : {}),
    offers: {
      '@type': 'Offer',
      url,
      price: toDecimal(product.price),
      priceCurrency: product.price.currency,
      availability: toSchemaAvailability(product.available),
    },
  };
}
