import { memo, type ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { count } from '../../ui/Figure.tsx';
import { type Extent, type Range, ticksOf } from './scrubberModel.ts';
import styles from './wall.module.css';
import { wallWords } from './words.ts';

const TWO_DAYS = 2 * 86_400_000;

type Props = {
  bars: { count: number; open: number }[];
  extent: Extent;
  zone: string;
  now: number;
};

/** Share of an extent at which an instant lies, per cent. */
const shareOf = (extent: Extent, at: number): number =>
  ((at - extent.from) / (extent.to - extent.from)) * 100;

/**
 * The chosen range over the bars; what lies outside of it is dimmed by a veil, so that moving the range along draws no
 * bar anew. All three are only transformed, so that nothing is laid out or painted for it either.
 */
export function RangeVeil({ extent, range }: { extent: Extent; range: Range | null }): ReactNode {
  if (range === null) return null;
  const [from, to] = [shareOf(extent, range.from), shareOf(extent, range.to)];
  return (
    <>
      <span className={styles['bars-veil']} style={{ transform: `scaleX(${from / 100})` }} />
      <span className={styles['bars-veil']} style={{ transform: `scaleX(${1 - to / 100})` }} />
      <span
        className={styles['bars-range']}
        style={{ width: `${to - from}%`, transform: `translateX(${(from / (to - from)) * 100}%)` }}
      />
    </>
  );
}

/** Bars of the time line: all reported, the lower part still open. */
export const Bars = memo(function Bars({ bars, extent, zone, now }: Props): ReactNode {
  const words = useWords(wallWords);
  const largest = Math.max(1, ...bars.map((bar) => bar.count));
  // Beyond two days the ticks stand on midnights and their hour says nothing; within, the day is in the label above.
  const tickText = (at: number): string => {
    const [date = '', hour = ''] = shortTime(at, zone, now).split(' ');
    return extent.to - extent.from > TWO_DAYS ? date : hour;
  };
  const share = (at: number): number => shareOf(extent, at);
  return (
    <>
      <span className={styles['bars-top']} aria-hidden="true">
        {bars.some((bar) => bar.count > 0) ? count(largest) : ''}
      </span>
      <svg
        className={styles['bars']}
        viewBox={`0 0 ${bars.length} 100`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {bars.map((bar, index) => {
          const height = (bar.count / largest) * 100;
          const open = (bar.open / largest) * 100;
          const start = extent.from + index * extent.step;
          return (
            <g key={start}>
              <title>
                {`${shortTime(start, zone, now)} ${words.reportedIn(count(bar.count))} ${words.openIn(count(bar.open))}`}
              </title>
              <rect className={styles['bar-hit']} x={index} y={0} width={1} height={100} />
              <rect
                className={styles['bar-all']}
                x={index + 0.08}
                y={100 - height}
                width={0.84}
                height={height}
              />
              <rect
                className={styles['bar-open']}
                x={index + 0.08}
                y={100 - open}
                width={0.84}
                height={open}
              />
            </g>
          );
        })}
      </svg>
      {now > extent.from && now < extent.to ? (
        <span className={styles['bars-future']} style={{ left: `${share(now)}%` }} title={words.notYet} />
      ) : null}
      <span className={styles['bars-ticks']} aria-hidden="true">
        {ticksOf(extent).map((at) => (
          <span key={at} style={{ left: `${share(at)}%` }}>
            {tickText(at)}
          </span>
        ))}
      </span>
    </>
  );
});
