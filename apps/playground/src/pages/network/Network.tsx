import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ViewProps } from '../../app/definePage.js';
import { textOf } from '../../text/dictionary.js';
import { DrawDigit } from './DrawDigit.js';
import type { NetworkInputs } from './inputs.js';
import { ModelFiles } from './ModelFiles.js';
import './network.css';
import { Passes } from './Passes.js';
import { Training } from './Training.js';
import { text } from './text.js';
import { WeightImages } from './WeightImages.js';

export function Network({ inputs, update }: ViewProps<NetworkInputs>): JSX.Element {
  const words = textOf(text);
  /** Counts what changed the weights, so that what shows them looks again. */
  const [version, setVersion] = useState(0);
  const changed = (): void => setVersion((before) => before + 1);
  return (
    <>
      <p class="lead">{words.lead}</p>
      <div class="column">
        <Passes inputs={inputs} update={update} />
        <Training inputs={inputs} update={update} onChange={changed} />
        <div class="network-pair">
          <DrawDigit version={version} />
          <div class="column">
            <WeightImages version={version} />
            <ModelFiles onOpen={changed} />
          </div>
        </div>
      </div>
    </>
  );
}
