/** Basket, checkout and orders. */
export const site = { name: 'cart', label: 'Basket', fragments: ['cart-mini', 'nav-item'] } as const;
