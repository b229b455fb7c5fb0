import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type PageName, pageNames } from '../pages/names.js';
import { frameText } from '../text/frame.js';
import { hashOf } from './router.js';
import { language, type Theme, theme } from './settings.js';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const signs: Readonly<Record<Theme, string>> = { system: '◐', light: '☀', dark: '☾' };

/** The name of the site, the chapters, the language and the theme. */
export function Header({ current }: { current: PageName | undefined }): JSX.Element {
  const text = frameText();
  const chapters = useRef<HTMLElement>(null);
  // On a narrow screen the chapters scroll sideways: the current one is brought into view.
  useEffect(() => {
    const link = chapters.current?.querySelector<HTMLElement>('[aria-current]');
    const row = link?.closest('ol');
    if (link && row) row.scrollLeft = link.offsetLeft - (row.clientWidth - link.clientWidth) / 2;
  }, [current, text]);
  const nextTheme = themes[(themes.indexOf(theme.value) + 1) % themes.length]!;
  const other = language.value === 'en' ? 'zh' : 'en';
  return (
    <header class="header">
      <a class="brand" href={hashOf(pageNames[0])}>
        <span aria-hidden="true">∇</span> {text.site}
      </a>
      <nav ref={chapters} class="chapters" aria-label={text.chapters}>
        <ol>
          {pageNames.map((name) => (
            <li key={name}>
              <a href={hashOf(name)} aria-current={name === current ? 'page' : undefined}>
                {text.pages[name]}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <div class="choices">
        <a class="docs" href={`./docs/${language.value === 'zh' ? 'zh/' : ''}index.html`}>
          {text.docs}
        </a>
        <button
          type="button"
          class="quiet"
          lang={other === 'zh' ? 'zh-CN' : 'en'}
          onClick={() => {
            language.value = other;
          }}
        >
          {other === 'zh' ? '中文' : 'English'}
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={`${text.theme}: ${text.themes[theme.value]}`}
          title={`${text.theme}: ${text.themes[theme.value]}`}
          onClick={() => {
            theme.value = nextTheme;
          }}
        >
          <span aria-hidden="true">{signs[theme.value]}</span>
        </button>
      </div>
    </header>
  );
}
