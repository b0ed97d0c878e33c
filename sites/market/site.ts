/** The shop front: products to look at and to put in the basket. */
export const site = { name: 'market', fragments: ['nav-item', 'link-card'] } as const;
