/** The journal: posts, pages, tags, authors, feeds; owns the menu of all sites, and the sentence above them. */
export const site = { name: 'blog', label: 'Journal', fragments: ['nav-item', 'nav-tree', 'announcement'] } as const;
