// The exports of blas: one line per kernel and dtype.
