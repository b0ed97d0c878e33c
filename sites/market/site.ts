/** The shop front: products to look at and to put in the basket. */
export const site = { name: 'market', label: 'Market', fragments: ['nav-item'] } as const;
