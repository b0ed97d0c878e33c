/** Basket, checkout and orders. */
export const site = { name: 'cart', fragments: ['nav-item', 'cart-mini'] } as const;
