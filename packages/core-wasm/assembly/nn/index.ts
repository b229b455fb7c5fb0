// The exports of nn: one line per kernel and dtype.
export * from './activation';
export * from './batchNorm';
export * from './rows';
export * from './loss';
export * from './dropout';
