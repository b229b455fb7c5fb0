import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { hashOf, writeInputs } from '../app/router.js';
import type { PageName } from '../pages/names.js';
import { frameText } from '../text/frame.js';

/** Copies the address of the page with its inputs of the moment. */
export function ShareButton({ page, address }: { page: PageName; address: () => string }): JSX.Element {
  const text = frameText();
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  const copy = async (): Promise<void> => {
    writeInputs(page, address());
    const url = new URL(hashOf(page, address()), location.href);
    try {
      await navigator.clipboard.writeText(url.href);
      setState('done');
    } catch {
      setState('failed');
    }
    setTimeout(() => setState('idle'), 3000);
  };
  return (
    <span class="share">
      <span class="share-status" role="status">
        {state === 'done' ? text.shared : state === 'failed' ? text.shareFailed : ''}
      </span>
      <button type="button" class="quiet" onClick={copy}>
        {text.share}
      </button>
    </span>
  );
}
