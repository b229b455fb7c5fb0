// One source, two languages: prose stands in `::: en` and `::: zh` blocks, headings and cells as `{{English|中文}}`,
// code and formulas once for both, so that a translation can neither miss an example nor show an older one.

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** The Markdown of one language. */
export function inLanguage(source: string, language: Language): string {
  const kept: string[] = [];
  let block: string | undefined;
  let fenced = false;
  for (const line of source.split('\n')) {
    if (/^```/.test(line)) fenced = !fenced;
    const open = fenced ? null : /^::: *(\w+)$/.exec(line);
    if (open) block = open[1];
    else if (!fenced && line === ':::') block = undefined;
    else if (block === undefined || block === language) kept.push(fenced ? line : inline(line, language));
  }
  if (block !== undefined) throw new Error(`inLanguage: the block ::: ${block} is not closed`);
  return kept.join('\n');
}

function inline(line: string, language: Language): string {
  return line.replace(/\{\{([^{}|]*)\|([^{}|]*)\}\}/g, language === 'en' ? '$1' : '$2');
}
