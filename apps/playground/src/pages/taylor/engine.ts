// What the worker computes for this page; plain data in, plain data out.
export {};
