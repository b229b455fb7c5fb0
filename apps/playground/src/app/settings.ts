// What the reader chose once for all pages: the language and the theme. Kept in localStorage where there is one.
import { type Signal, signal } from '@preact/signals';
import type { Language } from '../text/dictionary.js';

/** `'system'` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark';

function stored<T extends string>(key: string, choices: readonly T[], otherwise: T): T {
  try {
    const found = localStorage.getItem(key);
    return choices.find((each) => each === found) ?? otherwise;
  } catch {
    return otherwise; // Storage is forbidden: the choice lasts as long as the page.
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is forbidden or full: the choice lasts as long as the page.
  }
}

const preferred: Language = /^zh\b/i.test(globalThis.navigator?.language ?? '') ? 'zh' : 'en';

/** The language of every text. */
export const language: Signal<Language> = signal(stored('nabla.language', ['en', 'zh'], preferred));

/** The theme as chosen. */
export const theme: Signal<Theme> = signal(stored('nabla.theme', ['system', 'light', 'dark'], 'system'));

const systemDark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
const systemIsDark: Signal<boolean> = signal(systemDark?.matches ?? false);
systemDark?.addEventListener('change', (event) => {
  systemIsDark.value = event.matches;
});

/** Whether the page is dark at the moment; read it in a component that paints on a canvas. */
export function isDark(): boolean {
  return theme.value === 'dark' || (theme.value === 'system' && systemIsDark.value);
}

/** Keeps <html lang>, its theme and the storage in step with the choices. */
export function followSettings(): void {
  language.subscribe((value) => {
    document.documentElement.lang = value === 'zh' ? 'zh-CN' : 'en';
    store('nabla.language', value);
  });
  theme.subscribe((value) => {
    document.documentElement.dataset.theme = value;
    store('nabla.theme', value);
  });
}
