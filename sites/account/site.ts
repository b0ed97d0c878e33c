/** A member's own page. */
export const site = { name: 'account', fragments: ['nav-item', 'auth-menu'] } as const;
