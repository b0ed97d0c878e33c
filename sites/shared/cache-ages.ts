/**
 * How long the page cache may keep a page that is the same for everyone of one access
 * class. Tags purge it within a second of a change, so the age only bounds what no tag
 * announces: the clock (events that become past) and a purge that was lost.
 */
export const shared = { maxAge: 300, swr: 3600 } as const;
