/** The co-op on the fediverse; sign-in pages on this host are drawn by the identity door. */
export const site = { name: 'federation', label: 'Fediverse', fragments: ['nav-item'] } as const;
