/**
 * Training in a Web Worker: the page hands over network and samples, gets progress messages, and at the end the parameters.
 * Same options, data and seed: the same bits as `fit` in the page.
 */
import { type Facts, NablaError, tensor } from '@nablajs/core-wasm';
import type { Model } from '../network/model.js';
import { Network } from '../network/network.js';
import { type NumberArray, requireFinite, type Samples, type Target } from '../network/samples.js';
import {
  type Checkpointing,
  type FitOptions,
  type OptimizerConstants,
  type OptimizerName,
  type ScheduleName,
  validationTarget,
} from './fitOptions.js';
import type { BatchRecord, EpochRecord, History } from './history.js';

/** One end of a channel: a `Worker` in the page, `globalThis` in a worker, or a `MessagePort`. */
export interface TrainingPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  removeEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  /** Of a MessagePort, which is silent until it is called. */
  start?(): void;
}

/** Options of {@link fitInWorker}: those of `fit` that can be sent in a message, and the callbacks, which stay in the page. */
export interface WorkerFitOptions
  extends Pick<
    FitOptions,
    | keyof OptimizerConstants
    | 'epochs'
    | 'batchSize'
    | 'gradientClip'
    | 'validation'
    | 'shuffle'
    | 'seed'
    | 'earlyStopping'
    | 'checkpoint'
    | 'resume'
  > {
  optimizer?: OptimizerName | 'l-bfgs';
  learningRate?: number;
  schedule?: ScheduleName;
  /** Called with the newest step, at most about thirty times a second. */
  onBatch?(batch: BatchRecord): void;
  onEpoch?(epoch: EpochRecord): void;
  signal?: AbortSignal;
}

/** A matrix, or class numbers, as a message holds them. */
interface Parcel {
  readonly data: NumberArray;
  readonly rows: number;
  readonly width: number;
  readonly classes?: boolean;
}

interface FitRequest {
  readonly nabla: 'fit';
  readonly network: Uint8Array;
  readonly X: Parcel;
  readonly target: Parcel;
  readonly validation?: { readonly X: Parcel; readonly target: Parcel };
  readonly options: FitOptions;
  /** When checkpoints are sent; none are without it. */
  readonly checkpoint?: Omit<Checkpointing, 'save'>;
}

type Request = FitRequest | { nabla: 'stop' };
type Reply =
  | { nabla: 'batch'; record: BatchRecord }
  | { nabla: 'epoch'; record: EpochRecord }
  | { nabla: 'checkpoint'; bytes: Uint8Array; step: number }
  | { nabla: 'done'; history: History; network: Uint8Array }
  | { nabla: 'failed'; name: string; message: string };

const millisecondsBetweenBatches = 33;

/**
 * The worker's side: waits for networks to train. The whole of a worker's module may be this call.
 *
 * @param port Where requests come from; the worker's own global scope by default.
 *
 * @example
 * ```ts
 * import { fitInWorker, serveFit, TwoLayerNet } from '@nablajs/nn';
 *
 * const { port1, port2 } = new MessageChannel(); // in place of a worker and its page
 * serveFit(port1);
 * const net = new TwoLayerNet({ inputs: 2, hidden: 16, outputs: 2, seed: 1 });
 * const X = [[0, 0], [0, 1], [1, 0], [1, 1]];
 * await fitInWorker(port2, net, X, [0, 1, 1, 0], { epochs: 300, optimizer: 'adam', learningRate: 0.05 });
 * console.log(net.evaluate(X, [0, 1, 1, 0]).accuracy); // 1
 * port1.close();
 * ```
 */
export function serveFit(port: TrainingPort = globalThis as unknown as TrainingPort): void {
  let controller = new AbortController();
  const reply = (message: Reply): void => port.postMessage(message);
  port.addEventListener('message', ({ data }) => {
    const request = data as Request | undefined;
    if (request?.nabla === 'stop') controller.abort();
    if (request?.nabla !== 'fit') return;
    controller = new AbortController();
    train(request, controller.signal, reply).then(reply, ({ name, message }: Error) => {
      reply({ nabla: 'failed', name, message });
    });
  });
  port.start?.();
}

async function train(request: FitRequest, signal: AbortSignal, reply: (message: Reply) => void): Promise<Reply> {
  const net = Network.load(request.network);
  let last = Number.NEGATIVE_INFINITY;
  const onBatch = (record: BatchRecord): void => {
    if (performance.now() - last < millisecondsBetweenBatches) return;
    last = performance.now();
    reply({ nabla: 'batch', record });
  };
  const { X, target, validation, options, checkpoint } = request;
  const save: Checkpointing['save'] = (bytes, step) => reply({ nabla: 'checkpoint', bytes, step });
  const history = await net.fit(unpacked(X), unpacked(target), {
    ...options,
    ...(validation && { validation: { X: unpacked(validation.X), target: unpacked(validation.target) } }),
    signal,
    ...(checkpoint && { checkpoint: { ...checkpoint, save } }),
    ...(options.optimizer !== 'l-bfgs' && { onBatch }),
    onEpoch: (record) => reply({ nabla: 'epoch', record }),
  });
  return { nabla: 'done', history, network: net.save() };
}

/** Class numbers as they are, anything else as the matrix that it is. */
function unpacked({ data, rows, width, classes }: Parcel): Samples {
  if (classes) return data;
  return tensor(data, { shape: [rows, width], dtype: data instanceof Float32Array ? 'f32' : 'f64' });
}

/**
 * Trains a network in a worker that calls {@link serveFit}; the network has the new parameters when the promise resolves.
 *
 * Checkpoints are saved in the page, one after the other, while the worker goes on; the promise waits for the last of them. After
 * one that cannot be saved the training is stopped.
 *
 * @param worker The `Worker`, or a `MessagePort` to one. It can be asked again after the promise has settled.
 * @param X Copied to the worker, as is the target.
 * @throws What `fit` throws, and what saving a checkpoint throws. @throws WorkerError for an error in the worker.
 *
 * @example
 * ```ts
 * import { fitInWorker, serveFit, TwoLayerNet } from '@nablajs/nn';
 *
 * const { port1, port2 } = new MessageChannel(); // new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
 * serveFit(port1);
 * const net = new TwoLayerNet({ inputs: 1, hidden: 4, outputs: 1, loss: 'mse' });
 * const { epochs } = await fitInWorker(port2, net, [[0], [1]], [[0], [1]], { epochs: 5 });
 * console.log(epochs.length); // 5
 * port1.close();
 * ```
 */
export async function fitInWorker(
  worker: TrainingPort,
  net: Model,
  X: Samples,
  target: Target,
  options: WorkerFitOptions = {},
): Promise<History> {
  const { onBatch, onEpoch, signal, validation, checkpoint, ...plain } = options;
  const { samples, targets } = net.pairs('fitInWorker', X, target);
  requireFinite('fitInWorker: X', samples, net.dtype);
  requireFinite('fitInWorker: target', targets, net.dtype);
  const held = validation && net.pairs('fitInWorker: validation', validation.X, validationTarget(validation));
  const request: FitRequest = {
    nabla: 'fit',
    network: net.save(),
    X: samples,
    target: targets,
    ...(held && { validation: { X: held.samples, target: held.targets } }),
    options: plain,
    ...(checkpoint && { checkpoint: checkpoint.every === undefined ? {} : { every: checkpoint.every } }),
  };
  return new Promise((resolve, reject) => {
    const stop = (): void => worker.postMessage({ nabla: 'stop' });
    let saved = Promise.resolve();
    const listener = ({ data }: { data: unknown }): void => {
      const message = data as Reply;
      if (message?.nabla === 'batch') onBatch?.(message.record);
      if (message?.nabla === 'epoch') onEpoch?.(message.record);
      if (message?.nabla === 'checkpoint') {
        saved = saved.then(() => checkpoint?.save(message.bytes, message.step));
        saved.catch(stop);
      }
      if (message?.nabla !== 'done' && message?.nabla !== 'failed') return;
      worker.removeEventListener('message', listener);
      signal?.removeEventListener('abort', stop);
      if (message.nabla === 'failed') {
        reject(new WorkerError({ name: message.name, message: message.message }));
        return;
      }
      net.setParameters(Network.load(message.network).parameters);
      saved.then(() => resolve(message.history), reject);
    };
    worker.addEventListener('message', listener);
    worker.start?.();
    worker.postMessage(request);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** An error that was thrown in a worker. */
export class WorkerError extends NablaError {
  readonly code: string = 'WORKER';

  /** @param facts name and message of the error there. */
  constructor(facts: { name: string; message: string } & Facts) {
    super(`fitInWorker: expected a training, got ${facts.name} in the worker: ${facts.message}`, facts);
  }
}
