/** The journal: posts, pages, tags, authors, feeds; owns the menu of all sites. */
export const site = { name: 'blog', label: 'Journal', fragments: ['nav-item', 'nav-tree'] } as const;
