// The reader's theme, shared with the playground through its key; runs before the page is drawn.
const order = ['system', 'light', 'dark'];
const signs = { system: '◐', light: '☀', dark: '☾' };
let theme = 'system';
try {
  theme = localStorage.getItem('nabla.theme') ?? theme;
} catch {
  // Storage is forbidden: the choice lasts as long as the page.
}
document.documentElement.dataset.theme = theme;

addEventListener('DOMContentLoaded', () => {
  const button = document.querySelector('[data-theme-button]');
  const name = button.getAttribute('aria-label');
  const show = () => {
    document.documentElement.dataset.theme = theme;
    button.textContent = signs[theme] ?? signs.system;
    button.setAttribute('aria-label', `${name}: ${theme}`);
  };
  button.addEventListener('click', () => {
    theme = order[(order.indexOf(theme) + 1) % order.length];
    show();
    try {
      localStorage.setItem('nabla.theme', theme);
    } catch {
      // As above.
    }
  });
  show();
  const menu = document.querySelector('details.menu');
  if (matchMedia('(max-width: 60rem)').matches) menu.open = false;
  menu.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
});
