// The whole site: guides in two languages, measurements, the reference, and what they need to be shown.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inLanguage, type Language, languages } from './languages.js';
import { layout, type MenuEntry, type Page } from './layout.js';
import { renderMarkdown } from './markdown.js';
import { mathStyleSheet } from './mathStyles.js';
import { accuracyPage, benchPage, readBench } from './measurements.js';
import { groups, guides } from './pages.js';
import { entryPoints, readReference } from './reference.js';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const root = join(here, '../..');
const read = (path: string): string => readFileSync(join(here, path), 'utf8');

/** The source of a guide, with the measurements in their places. */
function guideSource(name: string): string {
  return read(`guide/${name}.md`)
    .replace('[[bench]]', () => benchPage(readBench(read('measurements/bench.txt'))))
    .replace('[[accuracy]]', () =>
      accuracyPage(readFileSync(join(root, 'packages/core-wasm/bench/ACCURACY.md'), 'utf8')),
    );
}

const addressOf = (name: string, language: Language): string => `${language === 'zh' ? 'zh/' : ''}${name}.html`;

/** In guides one writes `course/chain.md#…` as on disk; `reference/…` stands at the root, above the languages. */
function guideLink(href: string, name: string, language: Language): string {
  if (/^(?:[a-z]+:|#)/.test(href)) return href;
  if (href.startsWith('reference/')) {
    const depth = name.split('/').length - 1 + (language === 'zh' ? 1 : 0);
    return '../'.repeat(depth) + href.replace(/\.md(?=#|$)/, '.html');
  }
  return href.replace(/\.md(?=#|$)/, '.html');
}

function guidePages(): Page[] {
  return languages.flatMap((language) =>
    guides.map((name): Page => {
      const source = inLanguage(guideSource(name), language);
      const rendered = renderMarkdown(source, { formulas: true, link: (href) => guideLink(href, name, language) });
      const address = addressOf(name, language);
      return { address, language, ...rendered, translation: addressOf(name, language === 'en' ? 'zh' : 'en') };
    }),
  );
}

/** `optim/src/functions/minimize.md` → `reference/optim/functions/minimize.html`. */
function referenceAddress(path: string): string {
  return `reference/${path.replace(/(^|\/)src(?=\/)/, '').replace(/\.md$/, '.html')}`;
}

async function referencePages(): Promise<Page[]> {
  const files = await readReference(root);
  return [...files].map(([path, source]): Page => {
    const address = referenceAddress(path);
    const link = (href: string): string => {
      if (/^(?:[a-z]+:|#)/.test(href)) return href;
      const [file = '', anchor] = href.split('#');
      const target = referenceAddress(posix.join(posix.dirname(path), file));
      return posix.relative(posix.dirname(address), target) + (anchor === undefined ? '' : `#${anchor}`);
    };
    const named = source
      .replace(/^# (calculus|core-wasm|nn|optim)\/src/m, '# @nablajs/$1')
      .replace(/\[(calculus|core-wasm|nn|optim)\/src/g, '[@nablajs/$1');
    return { address, language: 'en', ...renderMarkdown(named, { link }) };
  });
}

function menuOf(language: Language, pages: readonly Page[]): MenuEntry[] {
  const titles = new Map(pages.map((page) => [page.address, page.title]));
  const own = groups.flatMap(({ title, pages: names }): MenuEntry[] => [
    { title: title[language] },
    ...names.map((name) => ({ title: titles.get(addressOf(name, language))!, address: addressOf(name, language) })),
  ]);
  const reference = Object.keys(entryPoints).map(
    (name): MenuEntry => ({ title: `@nablajs/${name}`, address: `reference/${name}/index.html` }),
  );
  return [...own, { title: language === 'en' ? 'Reference' : 'API 参考（英文）' }, ...reference];
}

/** Builds the site into `out`, which is emptied first; gives its pages. */
export async function buildSite(out: string): Promise<readonly Page[]> {
  const pages = [...guidePages(), ...(await referencePages())];
  rmSync(out, { recursive: true, force: true });
  for (const page of pages) {
    mkdirSync(dirname(join(out, page.address)), { recursive: true });
    writeFileSync(join(out, page.address), layout(page, menuOf(page.language, pages)));
  }
  const assets = join(out, 'assets');
  cpSync(join(here, 'assets'), assets, { recursive: true });
  cpSync(join(root, 'apps/playground/public/icon.svg'), join(assets, 'icon.svg'));
  const katex = dirname(createRequire(import.meta.url).resolve('katex/dist/katex.min.css'));
  const css = readFileSync(join(katex, 'katex.min.css'), 'utf8');
  // Every browser that runs Nabla reads woff2.
  writeFileSync(join(assets, 'katex.css'), css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("\w+"\)/g, ''));
  cpSync(join(katex, 'fonts'), join(assets, 'fonts'), {
    recursive: true,
    filter: (path) => !/\.(?:woff|ttf)$/.test(path),
  });
  writeFileSync(join(assets, 'formulas.css'), mathStyleSheet());
  writeFileSync(join(assets, 'search.json'), JSON.stringify(searchIndex(pages)));
  return pages;
}

/** What the search field looks through: titles of pages and their sections, `[title, address, language]`. */
function searchIndex(pages: readonly Page[]): [string, string, Language | ''][] {
  return pages.flatMap((page) => {
    const reference = page.address.startsWith('reference/');
    const entries: [string, string, Language | ''][] = [[page.title, page.address, reference ? '' : page.language]];
    if (!reference) {
      for (const { level, id, text } of page.headings) {
        if (level === 2) entries.push([`${page.title}: ${text}`, `${page.address}#${id}`, page.language]);
      }
    }
    return entries;
  });
}
