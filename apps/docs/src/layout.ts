// The frame around every page: the policy, the menu, the article. Nothing inline, and every address relative, so that
// the site works below any path.
import type { Language } from './languages.js';
import type { Heading } from './markdown.js';

export interface MenuEntry {
  readonly title: string;
  /** From the site's root; absent for the title of a group. */
  readonly address?: string;
}

export interface Page {
  /** From the site's root, as in `zh/course/chain.html`. */
  readonly address: string;
  readonly language: Language;
  readonly title: string;
  readonly html: string;
  readonly headings: readonly Heading[];
  /** The same page in the other language, where there is one. */
  readonly translation?: string;
}

const words = {
  en: {
    site: 'Nabla docs',
    playground: 'Playground',
    search: 'Search',
    theme: 'Theme',
    menu: 'Contents',
    here: 'On this page',
    other: '中文',
    skip: 'Skip to the text',
  },
  zh: {
    site: 'Nabla 文档',
    playground: '动手页面',
    search: '搜索',
    theme: '主题',
    menu: '目录',
    here: '本页',
    other: 'English',
    skip: '跳到正文',
  },
} as const;

/** The playground's policy, without what only a program needs. */
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export function layout(page: Page, menu: readonly MenuEntry[]): string {
  const up = '../'.repeat(page.address.split('/').length - 1);
  const text = words[page.language];
  // A name's page belongs to the entry point whose folder holds it: the deepest of them.
  const holder = menu
    .filter(({ address = '' }) => /^reference\/.*\/index\.html$/.test(address))
    .filter(({ address = '' }) => page.address.startsWith(address.slice(0, -'index.html'.length)))
    .sort((a, b) => b.address!.length - a.address!.length)[0]?.address;
  const entries = menu.map(({ title, address }) => {
    if (address === undefined) return `<h2>${escapeHtml(title)}</h2>`;
    const current =
      address === page.address ? ' aria-current="page"' : address === holder ? ' aria-current="true"' : '';
    return `<a href="${up}${address}"${current}>${escapeHtml(title)}</a>`;
  });
  const sections = page.headings.filter(({ level }) => level === 2);
  const contents =
    sections.length < 3
      ? ''
      : `<nav class="here" aria-label="${text.here}"><h2>${text.here}</h2>${sections
          .map(({ id, text: name }) => `<a href="#${encodeURIComponent(id)}">${escapeHtml(name)}</a>`)
          .join('')}</nav>`;
  const home = `${up}${page.language === 'zh' ? 'zh/' : ''}index.html`;
  const other =
    page.translation === undefined
      ? ''
      : `<a href="${up}${page.translation}" lang="${page.language === 'zh' ? 'en' : 'zh-CN'}">${text.other}</a>`;
  return `<!doctype html>
<html lang="${page.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)} · Nabla ∇</title>
<link rel="icon" type="image/svg+xml" href="${up}assets/icon.svg">
<link rel="stylesheet" href="${up}assets/katex.css">
<link rel="stylesheet" href="${up}assets/formulas.css">
<link rel="stylesheet" href="${up}assets/site.css">
<link rel="stylesheet" href="${up}assets/article.css">
<script src="${up}assets/theme.js"></script>
<script type="module" src="${up}assets/search.js"></script>
</head>
<body>
<a class="skip" href="#text">${text.skip}</a>
<header>
<a class="brand" href="${home}"><span aria-hidden="true">∇</span> ${text.site}</a>
<div class="search"><input type="search" aria-label="${text.search}" placeholder="${text.search} /" data-index="${up}assets/search.json" data-up="${up}" autocomplete="off"><ol hidden></ol></div>
<div class="choices"><a href="${up}../index.html">${text.playground}</a>${other}<button type="button" data-theme-button aria-label="${text.theme}">◐</button></div>
</header>
<div class="frame">
<details class="menu" open><summary>${text.menu}</summary><nav aria-label="${text.menu}">${entries.join('\n')}</nav></details>
<main id="text"><article>${page.html}</article></main>
${contents}
</div>
</body>
</html>
`;
}
