/** The journal: posts, pages, tags, authors, feeds; owns the menu of all sites. */
export const site = { name: 'blog', fragments: ['nav-item', 'nav-tree', 'link-card'] } as const;
