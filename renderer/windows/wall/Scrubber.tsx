import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useRef } from 'react';
import { useWords } from '../../base/words.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useTodayStart, useZone } from '../../live/link/clock.ts';
import { toQuery } from '../../live/link/filter.ts';
import { setFilter, useLink } from '../../live/link/filters.ts';
import { useHistogram } from '../../live/queries/cases.ts';
import { useShownFilter } from '../../live/queries/shownFilter.ts';
import { useStableQuery } from '../../live/queries/useQueryAfterMap.ts';
import { Bars, RangeVeil } from './Bars.tsx';
import { PeriodBar } from './PeriodBar.tsx';
import { usePlayback } from './playback.ts';
import { extentOf, laidOut, type Range, rangeOfBars, resized, shifted } from './scrubberModel.ts';
import styles from './wall.module.css';
import { wallWords } from './words.ts';

type Props = {
  span: Range | null;
  reported: number | undefined;
  /** False until it is known what the extent of all cases is; bars of another extent would be asked for in vain. */
  known: boolean;
};

/** Time line: how many were reported when; drag or keys choose a part, playback runs through it. */
export function Scrubber({ span, reported, known }: Props): ReactNode {
  const words = useWords(wallWords);
  const filter = useShownFilter();
  const zone = useZone();
  const today = useTodayStart();
  const now = useNow(60_000);
  const spanFrom = span?.from ?? null;
  const spanTo = span?.to ?? null;
  const extent = useMemo(
    () =>
      extentOf(
        filter.period,
        now,
        today,
        spanFrom === null || spanTo === null ? null : { from: spanFrom, to: spanTo },
      ),
    [filter.period, now, today, spanFrom, spanTo],
  );
  const query = useStableQuery(toQuery({ ...filter, range: null }, { from: extent.from, to: null }));
  const answer = useHistogram(known || filter.period !== 'all' ? query : null, extent.step).data;
  const bars = useMemo(() => laidOut(extent, answer), [extent, answer]);
  const playback = usePlayback(extent, filter.range);
  const anchor = useRef<number | null>(null);

  /** Where the hand is; what is shown may be a moment behind. */
  const chosen = (): Range | null => useLink.getState().filter.range;
  const choose = (range: Range | null): void => {
    playback.stop();
    setFilter({ range });
  };
  const barAt = (event: PointerEvent<HTMLElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return Math.floor(((event.clientX - left) / width) * bars.length);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (way !== 0) choose(event.shiftKey ? resized(extent, chosen(), way) : shifted(extent, chosen(), way));
    else if (event.key === 'Escape') choose(null);
    else if (event.key === ' ') playback.toggle();
    else return;
    event.preventDefault();
    // The arrows would also pan the map.
    event.stopPropagation();
  };
  // A bar may end after now; what is said never does.
  const text = ({ from, to }: Range): string =>
    to > now
      ? words.untilNow(shortTime(from, zone, now))
      : words.range(shortTime(from, zone, now), shortTime(to, zone, now));
  return (
    <section className={styles['scrubber']} aria-label={words.time}>
      <PeriodBar
        period={filter.period}
        label={text(filter.range ?? extent)}
        chosen={filter.range !== null}
        playback={playback}
        step={extent.step}
        reported={reported}
        clear={() => choose(null)}
      />
      <div
        className={styles['scrubber-line']}
        data-part="scrubber-line"
        role="slider"
        tabIndex={0}
        aria-label={words.scrubHint}
        aria-valuemin={extent.from}
        aria-valuemax={extent.to}
        aria-valuenow={filter.range?.to ?? extent.to}
        aria-valuetext={text(filter.range ?? extent)}
        title={words.scrubHint}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          anchor.current = barAt(event);
        }}
        onPointerMove={(event) => {
          if (anchor.current === null) return;
          const at = barAt(event);
          if (at !== anchor.current || chosen() !== null) choose(rangeOfBars(extent, anchor.current, at));
        }}
        onPointerUp={(event) => {
          if (anchor.current !== null && anchor.current === barAt(event))
            choose(rangeOfBars(extent, anchor.current, anchor.current));
          anchor.current = null;
        }}
        onDoubleClick={() => choose(null)}
      >
        <Bars bars={bars} extent={extent} zone={zone} now={now} />
        <RangeVeil extent={extent} range={filter.range} />
      </div>
    </section>
  );
}
