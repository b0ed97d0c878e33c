/** What happens when and where, with tickets and a calendar to subscribe to. */
export const site = { name: 'events', label: 'Events', fragments: ['nav-item'] } as const;
