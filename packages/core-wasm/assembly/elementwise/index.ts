// The exports of elementwise: one line per kernel and dtype.
