// Floor 0: everything the TypeScript face can call, by BLAS, LAPACK and VML names. Each folder lists its own.
export * from './elementwise';
export * from './reduce';
export * from './random';
export * from './blas';
export * from './lapack';
export * from './nn';
export * from './optim';

/** First byte that no static data occupies: the face's allocator starts here. */
export const heapBase: usize = __heap_base;
