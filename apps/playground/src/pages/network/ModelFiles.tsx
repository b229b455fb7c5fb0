import type { JSX, TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import { EngineError } from '../../engine/client.js';
import { engineOf } from '../../engine/engineOf.js';
import { Trouble } from '../../kit/Trouble.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import type { FileKind } from './engine.js';
import { text } from './text.js';

const engine = engineOf<typeof functions>('network');

const FILES: Readonly<Record<FileKind, string>> = {
  safetensors: 'network.safetensors',
  onnx: 'network.onnx',
  torch: 'network_torch.py',
  jax: 'network_jax.py',
};

/** Saving the network in four forms, and opening a saved one. */
export function ModelFiles({ onOpen }: { onOpen: () => void }): JSX.Element {
  const words = textOf(text);
  const [error, setError] = useState<EngineError>();
  const [opened, setOpened] = useState<number>();
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setError(undefined);
    try {
      await work();
    } catch (caught) {
      if (caught instanceof EngineError) setError(caught);
      else throw caught;
    }
  };
  const save = (kind: FileKind): Promise<void> =>
    attempt(async () => {
      const address = URL.createObjectURL(new Blob([(await engine.call('saved', [kind])) as BlobPart]));
      const link = document.createElement('a');
      link.href = address;
      link.download = FILES[kind];
      link.click();
      URL.revokeObjectURL(address);
    });
  const open = (event: TargetedEvent<HTMLInputElement>): Promise<void> => {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = '';
    return attempt(async () => {
      if (file === undefined) return;
      const { hidden } = await engine.call('opened', [new Uint8Array(await file.arrayBuffer())]);
      setOpened(hidden);
      onOpen();
    });
  };
  return (
    <section class="section">
      <h2>{words.files}</h2>
      <div class="training-actions">
        <button type="button" onClick={() => save('safetensors')}>
          {words.save}
        </button>
        <button type="button" onClick={() => save('onnx')}>
          {words.onnx}
        </button>
        <button type="button" onClick={() => save('torch')}>
          {words.torchCode}
        </button>
        <button type="button" onClick={() => save('jax')}>
          {words.jaxCode}
        </button>
      </div>
      <label class="file-label">
        {words.open}
        <input type="file" accept=".safetensors" onChange={open} />
      </label>
      <p role="status">{opened !== undefined && words.opened(opened)}</p>
      {error !== undefined && <Trouble error={error} />}
    </section>
  );
}
