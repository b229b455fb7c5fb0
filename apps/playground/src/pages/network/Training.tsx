import type { JSX, TargetedEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ViewProps } from '../../app/definePage.js';
import { EngineError } from '../../engine/client.js';
import { engineOf } from '../../engine/engineOf.js';
import { NumberField } from '../../kit/NumberField.js';
import { showNumber } from '../../kit/showNumber.js';
import { Trouble } from '../../kit/Trouble.js';
import { Curves } from '../../plot/Curves.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import type { Counts, Trained } from './engine.js';
import { type NetworkInputs, optimizers } from './inputs.js';
import { text } from './text.js';

const engine = engineOf<typeof functions>('network');

/** Above so many points every second one is left out of the loss curve; it looks the same. */
const MOST_POINTS = 4000;
/** Fetching and unpacking the full set takes longer than a computation may. */
const LOAD_LIMIT = 60_000;

interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const EMPTY: Curve = { x: [], y: [] };

/** Training on digits, with loss and accuracy as they come. */
export function Training(props: ViewProps<NetworkInputs> & { onChange: () => void }): JSX.Element {
  const { inputs, update, onChange } = props;
  const words = textOf(text);
  const [counts, setCounts] = useState<Counts>();
  const [loss, setLoss] = useState(EMPTY);
  const [accuracy, setAccuracy] = useState(EMPTY);
  const [epoch, setEpoch] = useState<number>();
  const [result, setResult] = useState<Trained>();
  const [error, setError] = useState<EngineError>();
  const going = useRef(false);
  const running = epoch !== undefined;

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setError(undefined);
    try {
      await work();
    } catch (caught) {
      setError(
        caught instanceof EngineError
          ? caught
          : new EngineError({ name: 'Error', code: 'UNEXPECTED', message: String(caught) }),
      );
    }
  };

  useEffect(() => {
    void attempt(async () => setCounts(await engine.call('loadDigits', [], { limit: LOAD_LIMIT })));
    return () => {
      going.current = false;
    };
  }, []);

  const train = (fresh: boolean): Promise<void> =>
    attempt(async () => {
      going.current = true;
      setEpoch(0);
      setResult(undefined);
      const [stepsBefore, epochsBefore] = fresh ? [0, 0] : [loss.x.at(-1) ?? 0, accuracy.x.at(-1) ?? 0];
      if (fresh) {
        setLoss(EMPTY);
        setAccuracy(EMPTY);
      }
      const { hidden, epochs, batch: batchSize, rate: learningRate, optimizer, seed } = inputs;
      const reluGradientAtZero = inputs.kink === '1' ? 1 : 0;
      const options = { hidden, epochs, batchSize, learningRate, optimizer, seed, reluGradientAtZero, fresh } as const;
      try {
        const trained = await engine.start('train', [options], (state) => {
          setEpoch(state.epoch);
          setLoss((before) =>
            extended(
              before,
              state.steps.map((step) => step + stepsBefore),
              state.losses,
            ),
          );
          if (state.accuracy !== undefined) {
            const percent = 100 * state.accuracy;
            setAccuracy((before) => extended(before, [state.epoch + epochsBefore], [percent]));
            onChange();
          }
          return going.current;
        });
        setResult(trained);
        onChange();
      } finally {
        going.current = false;
        setEpoch(undefined);
      }
    });

  const pick = (event: TargetedEvent<HTMLInputElement>): Promise<void> => {
    const files = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = '';
    if (files.length === 0) return Promise.resolve();
    return attempt(async () => {
      const picked = await Promise.all(
        files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      );
      setCounts(await engine.call('pickDigits', [picked], { limit: LOAD_LIMIT }));
    });
  };

  const field = (name: 'hidden' | 'epochs' | 'batch' | 'seed', least: number, greatest: number): JSX.Element => (
    <NumberField
      label={words[name]}
      value={inputs[name]}
      least={least}
      greatest={greatest}
      step={1}
      onInput={(value) => update({ [name]: Math.round(value) })}
    />
  );

  return (
    <section class="section training">
      <h2>{words.train}</h2>
      <div class="training-fields">
        {field('hidden', 1, 2048)}
        {field('epochs', 1, 100)}
        {field('batch', 1, 1024)}
        <NumberField
          label={words.rate}
          value={inputs.rate}
          least={1e-6}
          greatest={100}
          step={0.001}
          onInput={(value) => update({ rate: value })}
        />
        <label class="field">
          {words.optimizer}
          <select
            value={inputs.optimizer}
            onChange={(event) => update({ optimizer: event.currentTarget.value as NetworkInputs['optimizer'] })}
          >
            {optimizers.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        {field('seed', 0, 999_999)}
      </div>
      <div class="training-actions">
        <button type="button" class="primary" disabled={running || counts === undefined} onClick={() => train(true)}>
          {words.begin}
        </button>
        <button type="button" disabled={running || loss.x.length === 0} onClick={() => train(false)}>
          {words.further}
        </button>
        <button
          type="button"
          disabled={!running}
          onClick={() => {
            going.current = false;
          }}
        >
          {words.stop}
        </button>
        <progress
          max={inputs.epochs}
          value={epoch ?? (result === undefined ? 0 : inputs.epochs)}
          aria-label={words.epoch}
        />
      </div>
      <p class="training-status" role="status">
        {running
          ? words.running(Math.min(epoch + 1, inputs.epochs), inputs.epochs)
          : result !== undefined
            ? words.ended(result.status, showNumber(100 * result.accuracy, 4), showNumber(result.seconds, 3))
            : counts === undefined
              ? words.loading
              : words.digits(counts.train, counts.test)}
      </p>
      {error !== undefined && <Trouble error={error} />}
      <div class="network-pair">
        <figure>
          <figcaption class="small-heading">{words.loss}</figcaption>
          {loss.x.length === 0 ? (
            <p class="empty-plot">{words.untrained}</p>
          ) : (
            <Curves
              label={words.lossPlot}
              x={loss.x}
              series={[{ label: words.loss, values: loss.y, colour: 'blue' }]}
              xLabel={words.step}
              log
            />
          )}
        </figure>
        <figure>
          <figcaption class="small-heading">{words.accuracy}</figcaption>
          {accuracy.x.length === 0 ? (
            <p class="empty-plot">{words.untrained}</p>
          ) : (
            <Curves
              label={words.accuracyPlot}
              x={accuracy.x}
              series={[{ label: `${words.accuracy}, %`, values: accuracy.y, colour: 'green' }]}
              xLabel={words.epoch}
            />
          )}
        </figure>
      </div>
      <label class="file-label">
        {words.allDigits}
        <input type="file" multiple disabled={running} onChange={pick} />
      </label>
    </section>
  );
}

/** The curve with more points, thinned when there are many. */
function extended({ x, y }: Curve, moreX: readonly number[], moreY: readonly number[]): Curve {
  const [allX, allY] = [
    [...x, ...moreX],
    [...y, ...moreY],
  ];
  if (allX.length <= MOST_POINTS) return { x: allX, y: allY };
  const keep = (_: number, i: number): boolean => i % 2 === 0 || i === allX.length - 1;
  return { x: allX.filter(keep), y: allY.filter(keep) };
}
