// The site: reads the settings and the address, draws the frame, and keeps a copy of itself for offline use.
import { render } from 'preact';
import './style/tokens.css';
import './style/math.css';
import './style/base.css';
import './style/frame.css';
import './style/kit.css';
import './style/results.css';
import './style/plot.css';
import './style/pages.css';
import { App } from './app/App.js';
import { followAddress } from './app/router.js';
import { followSettings } from './app/settings.js';

followSettings();
followAddress();
render(<App />, document.querySelector('#app')!);

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // Without it the site works the same, only not offline.
  navigator.serviceWorker.register('./sw.js').catch(() => undefined);
}
