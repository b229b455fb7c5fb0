// Search in titles: names of the reference and sections of the guides in the page's language.
const LIMIT = 12;
const field = document.querySelector('input[type=search]');
const list = field.nextElementSibling;
const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
let index;

async function load() {
  index ??= fetch(field.dataset.index).then((answer) => answer.json());
  return index;
}

/** Names that begin with the words come first, then the shorter ones. */
function rank(title, words) {
  const name = title.toLowerCase().replace(/^\w+( \w+)?: /, '');
  return (name.startsWith(words[0]) ? 0 : 1000) + title.length;
}

async function search() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const entries = words.length === 0 ? [] : await load();
  const found = entries
    .filter(
      ([title, , own]) => (own === '' || own === language) && words.every((word) => title.toLowerCase().includes(word)),
    )
    .sort(([a], [b]) => rank(a, words) - rank(b, words))
    .slice(0, LIMIT);
  list.replaceChildren(
    ...found.map(([title, address]) => {
      const link = document.createElement('a');
      link.href = field.dataset.up + address;
      link.textContent = title;
      const item = document.createElement('li');
      item.append(link);
      return item;
    }),
  );
  list.hidden = found.length === 0;
}

field.addEventListener('input', search);
field.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') list.querySelector('a')?.click();
  if (event.key === 'Escape') {
    field.value = '';
    list.hidden = true;
  }
});
addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement?.tagName !== 'INPUT') {
    event.preventDefault();
    field.focus();
  }
});
