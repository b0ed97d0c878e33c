/** A member's own page. */
export const site = { name: 'account', label: 'Account', fragments: ['auth-menu', 'nav-item'] } as const;
