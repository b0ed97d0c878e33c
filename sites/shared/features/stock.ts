export type Available = 'in-stock' | 'few-left' | 'sold-out';

const words: Readonly<Record<Available, string>> = {
  'in-stock': 'In stock',
  'few-left': 'A few left',
  'sold-out': 'Sold out',
};

/** How much is left, in words; counts stay with the co-op. */
export function toStock(available: Available): string {
  return words[available];
}

/** The word that schema.org has for it (https://schema.org/ItemAvailability). */
export function toSchemaAvailability(available: Available): string {
  const name = { 'in-stock': 'InStock', 'few-left': 'LimitedAvailability', 'sold-out': 'SoldOut' }[available];
  return `https://schema.org/${name}`;
}
