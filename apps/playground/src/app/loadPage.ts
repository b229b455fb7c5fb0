import type { PageName } from '../pages/names.js';
import type { Page } from './definePage.js';

/** Fetches a page's code; each page is a chunk of its own. */
export async function loadPage(name: PageName): Promise<Page> {
  const module = (await import(`../pages/${name}/index.tsx`)) as { readonly page: Page };
  return module.page;
}
