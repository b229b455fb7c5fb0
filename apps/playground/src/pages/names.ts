// The pages of the site, in the order of the course. A page is a folder here, a line here and its title in text/en.ts and
// text/zh.ts.

/** Folder names of the pages, which are their addresses too. */
export const pageNames = ['derivatives', 'chain', 'direction', 'descent', 'taylor', 'matrix', 'network'] as const;

/** A page's name: its folder, its address. */
export type PageName = (typeof pageNames)[number];
