/** What happens when and where, with tickets and a calendar to subscribe to. */
export const site = { name: 'events', fragments: ['nav-item', 'link-card'] } as const;
