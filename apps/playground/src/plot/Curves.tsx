import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { isDark } from '../app/settings.js';
import { powerOfTen } from '../kit/showNumber.js';
import { type ColourName, colourOf } from './palette.js';

/** One curve; null where it has no value. */
export interface Series {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly colour: ColourName;
}

/** Curves over a common axis. */
export interface CurvesProps {
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
  readonly x: readonly number[];
  readonly series: readonly Series[];
  /** What is on the horizontal axis. */
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** Logarithmic vertical axis; values that are not positive are left out. */
  readonly log?: boolean;
  /** Pixels; default 240. */
  readonly height?: number;
}

/** At most so many labels on a logarithmic axis. */
const MOST_DECADES = 6;

/** A logarithmic axis with a tick at every power of ten, or at every few of them. */
const decades: Pick<uPlot.Axis, 'splits' | 'values' | 'filter'> = {
  splits: (_plot, _axis, least, greatest) => {
    const [from, to] = [Math.ceil(Math.log10(least)), Math.floor(Math.log10(greatest))];
    const step = Math.max(1, Math.ceil((to - from) / MOST_DECADES));
    return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, k) => 10 ** (to - k * step)).reverse();
  },
  values: (_plot, splits) => splits.map((value) => powerOfTen(Math.round(Math.log10(value)))),
  filter: (_plot, splits) => splits,
};

/** A chart by uPlot: tens of thousands of points on one canvas, drawn again without being built again. */
export function Curves({ label, x, series, xLabel, yLabel, log = false, height = 240 }: CurvesProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const dark = isDark();
  const shape = `${series.map((each) => each.label + each.colour).join('|')} ${xLabel} ${yLabel} ${log} ${height} ${dark}`;
  const data = [
    [...x],
    ...series.map(({ values }) => values.map((value) => (log && !(value !== null && value > 0) ? null : value))),
  ] as uPlot.AlignedData;

  useEffect(() => {
    const element = box.current!;
    const font = `12px ${getComputedStyle(element).getPropertyValue('--sans')}`;
    const axis = (name?: string): uPlot.Axis => ({
      stroke: colourOf(element, 'soft'),
      grid: { stroke: colourOf(element, 'rule'), width: 1 },
      ticks: { stroke: colourOf(element, 'rule'), width: 1 },
      font,
      labelFont: font,
      ...(name === undefined ? {} : { label: name, labelSize: 22 }),
    });
    const options: uPlot.Options = {
      width: Math.max(200, element.clientWidth),
      height,
      // Lines where they are, not on whole pixels, which would turn a slope into stairs.
      pxAlign: 0,
      scales: { x: { time: false }, y: log ? { distr: 3 } : {} },
      legend: { show: false },
      cursor: { points: { show: false } },
      axes: [axis(xLabel), { ...axis(yLabel), size: 64, ...(log ? decades : {}) }],
      series: [
        {},
        ...series.map((each) => ({
          label: each.label,
          stroke: colourOf(element, each.colour),
          width: 2,
          points: { show: false },
        })),
      ],
    };
    const made = new uPlot(options, data, element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: Math.max(200, element.clientWidth), height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [shape]);

  useEffect(() => plot.current?.setData(data), [x, series, log]);

  return (
    <div>
      <div ref={box} class="curves" role="img" aria-label={label} style={{ minHeight: `${height}px` }} />
      <ul class="legend" aria-hidden="true">
        {series.map((each) => (
          <li key={each.label} class={each.colour}>
            {each.label}
          </li>
        ))}
      </ul>
    </div>
  );
}
