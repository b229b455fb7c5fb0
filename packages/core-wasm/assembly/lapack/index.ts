// The exports of lapack: one line per kernel and dtype.
