// The exports of reduce: one line per kernel and dtype.
