import type { JSX } from 'preact';
import { useCallback, useEffect, useErrorBoundary, useMemo, useState } from 'preact/hooks';
import { Notice } from '../kit/Notice.js';
import { ShareButton } from '../kit/ShareButton.js';
import type { PageName } from '../pages/names.js';
import { pageNames } from '../pages/names.js';
import { frameText } from '../text/frame.js';
import type { Page, ViewProps } from './definePage.js';
import { writeInputs } from './router.js';

/** One page: its chapter number and title, and its view, whose inputs are kept in the address. */
export function PageFrame({ name, page, query }: { name: PageName; page: Page; query: string }): JSX.Element {
  const text = frameText();
  const { codec } = page;
  const decoded = useMemo(() => codec.decode(query), [codec, query]);
  const [inputs, setInputs] = useState(decoded.inputs);
  useEffect(() => setInputs(decoded.inputs), [decoded]);
  const update = useCallback(
    (change: Record<string, unknown>) => setInputs((before) => ({ ...before, ...change })),
    [],
  );
  // Browsers refuse more than about a hundred address changes in ten seconds, and dragging makes sixty a second.
  useEffect(() => {
    const timer = setTimeout(() => writeInputs(name, codec.encode(inputs)), 250);
    return () => clearTimeout(timer);
  }, [name, codec, inputs]);

  return (
    <article class={`page page-${name}`}>
      <header class="page-head">
        <h1>
          <span class="chapter" aria-hidden="true">
            {pageNames.indexOf(name) + 1}
          </span>
          {text.pages[name]}
        </h1>
        <ShareButton address={() => codec.encode(inputs)} page={name} />
      </header>
      {decoded.rejected.length > 0 && (
        <p class="rejected" role="status">
          {text.rejected(
            decoded.rejected
              .map((each) => each.slice(0, 40))
              .join(', ')
              .slice(0, 200),
          )}
        </p>
      )}
      <Guarded page={page} inputs={inputs} update={update} />
    </article>
  );
}

/** The page's view; should it fail to draw something, the way back to inputs that it can draw. */
function Guarded({ page, inputs, update }: ViewProps<Record<string, unknown>> & { page: Page }): JSX.Element {
  const text = frameText();
  const [error, forget] = useErrorBoundary((caught) => console.error(caught));
  if (error === undefined) return <page.View inputs={inputs} update={update} />;
  return (
    <Notice title={text.errors.UNEXPECTED}>
      <button
        type="button"
        onClick={() => {
          update(page.codec.fallback);
          forget();
        }}
      >
        {text.startAgain}
      </button>
    </Notice>
  );
}
