import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type * as code from '../engine/code.js';
import type { CodeLanguage } from '../engine/code.js';
import { engineOf } from '../engine/engineOf.js';
import type { Formula } from '../engine/formulas.js';
import { useAnswer } from '../engine/useAnswer.js';
import { frameText } from '../text/frame.js';
import { Choice } from './Choice.js';
import { Trouble } from './Trouble.js';

const engine = engineOf<typeof code>('code');

const languages: readonly { readonly value: CodeLanguage; readonly label: string }[] = [
  { value: 'typescript', label: 'TypeScript' },
  { value: 'numpy', label: 'NumPy' },
  { value: 'jax', label: 'JAX' },
  { value: 'torch', label: 'PyTorch' },
  { value: 'julia', label: 'Julia' },
  { value: 'c', label: 'C' },
  { value: 'latex', label: 'LaTeX' },
  { value: 'text', label: 'Nabla' },
];

/** Opens a dialog with the formula as code in the language one chooses, to be copied. */
export function CodeButton({ formula, name = 'f' }: { formula: Formula; name?: string }): JSX.Element {
  const text = frameText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="quiet" onClick={() => setOpen(true)}>
        {text.codeOf}
      </button>
      {open && <CodeDialog formula={formula} name={name} onClose={() => setOpen(false)} />}
    </>
  );
}

function CodeDialog(props: { formula: Formula; name: string; onClose: () => void }): JSX.Element {
  const text = frameText();
  const title = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [language, setLanguage] = useState<CodeLanguage>('typescript');
  const [copied, setCopied] = useState<string>();
  // There is no C for vectors and matrices.
  const offered = languages.filter((each) => each.value !== 'c' || props.formula.declared === undefined);
  const written = useAnswer(engine, 'write', [props.formula, language, props.name]);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(written.value ?? '');
      setCopied(text.copied);
    } catch {
      setCopied(text.copyFailed);
    }
  };
  return (
    <dialog ref={dialog} class="code-dialog" aria-labelledby={title} onClose={props.onClose}>
      <h2 id={title}>{text.code}</h2>
      <Choice
        legend={text.codeLanguage}
        value={language}
        options={offered}
        onInput={(next) => {
          setLanguage(next);
          setCopied(undefined);
        }}
      />
      {written.error !== undefined ? (
        <Trouble error={written.error} />
      ) : (
        /* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */
        <pre class="code" tabIndex={0}>
          {written.value ?? ''}
        </pre>
      )}
      <div class="dialog-foot">
        <span role="status">{copied}</span>
        <button type="button" class="primary" disabled={written.error !== undefined} onClick={copy}>
          {text.copy}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          {text.close}
        </button>
      </div>
    </dialog>
  );
}
