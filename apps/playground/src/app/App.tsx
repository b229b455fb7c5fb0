import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from '../kit/Notice.js';
import { frameText } from '../text/frame.js';
import type { Page } from './definePage.js';
import { Header } from './Header.js';
import { loadPage } from './loadPage.js';
import { PageFrame } from './PageFrame.js';
import { route } from './router.js';

/** The frame of every page: header, the page of the address, footer. */
export function App(): JSX.Element {
  const text = frameText();
  const { page: name, query } = route.value;
  const [loaded, setLoaded] = useState<{ name: string; page: Page } | 'failed'>();
  const main = useRef<HTMLElement>(null);
  const visits = useRef(0);

  useEffect(() => {
    let current = true;
    if (name !== undefined) {
      loadPage(name).then(
        (page) => current && setLoaded({ name, page }),
        () => current && setLoaded('failed'),
      );
    }
    // A reader who followed a link starts at the top of the new page, with the keyboard too.
    if (visits.current++ > 0) {
      window.scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
    return () => {
      current = false;
    };
  }, [name]);

  const title = name === undefined ? text.notFound : text.pages[name];
  useEffect(() => {
    document.title = `${title} · ${text.site} ∇`;
  }, [title, text]);

  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {text.skip}
      </button>
      <Header current={name} />
      <main id="content" ref={main} tabIndex={-1}>
        {name === undefined ? (
          <Notice title={text.notFound}>{text.notFoundHint}</Notice>
        ) : loaded === 'failed' ? (
          <Notice title={text.pageFailed} />
        ) : loaded?.name === name ? (
          <PageFrame key={name} name={name} page={loaded.page} query={query} />
        ) : (
          <p class="loading">{text.loading}</p>
        )}
      </main>
      <footer class="footer">{text.footer}</footer>
    </>
  );
}
