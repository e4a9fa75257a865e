import { memo, type ReactNode } from 'react';
import { percent as percentOf, ratio } from '../../../shared/assessment/fraction.ts';
import { formulaText, INDICATORS } from '../../../shared/assessment/indicators.ts';
import type { Rate, Summary } from '../../../shared/contract/figures.ts';
import { Punctuality } from '../../../shared/contract/filters.ts';
import { goTo } from '../../base/navigation.ts';
import { usePrefs } from '../../base/prefs.ts';
import { useWords } from '../../base/words.ts';
import { nextDay } from '../../live/link/cityTime.ts';
import { useZone } from '../../live/link/clock.ts';
import type { Bounds, Filter } from '../../live/link/filter.ts';
import { setFilter } from '../../live/link/filters.ts';
import { count, Figure } from '../../ui/Figure.tsx';
import { Channels } from './Channels.tsx';
import styles from './wall.module.css';
import { wallWords } from './words.ts';

/** Part ÷ whole as `93.4%`, half rounded up; «—» where the whole is zero: a rate of nothing is no rate. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${percentOf(ratio(part, whole), 1)}%`;
}

/** Opens the rows behind a figure in the case desk. */
function rows(change: Partial<Filter>): () => void {
  return () => {
    setFilter(change);
    goTo('desk');
  };
}

type Props = {
  /** Under the filters, whatever the time line shows. */
  now: Summary | undefined;
  /** Under the filters and in the chosen period. */
  inPeriod: Summary | undefined;
  /** The chosen period; a bound of null is open. */
  from: Bounds['from'];
  to: Bounds['to'];
};

/** The figures of the hall. Each shows its rule on hover or focus and opens its rows. */
export const KpiStrip = memo(function KpiStrip({ now, inPeriod, from, to }: Props): ReactNode {
  const words = useWords(wallWords);
  const zone = useZone();
  /** Opens the cases that should be closed in the chosen period: both rates are of them. */
  const openCounted = (): (() => void) | null => {
    if (now === undefined) return null;
    const isOpen = from === null && to === null;
    // Nothing counts before its limit has passed, so a period that goes on ends with the day.
    const range = { from: from ?? 0, to: to ?? nextDay(now.todayStart, zone) };
    const punctuality = [...Punctuality.options];
    return rows({ punctuality, counted: isOpen ? null : range, period: 'all', range: null });
  };
  return (
    <section className={styles['kpis']} data-part="kpis" aria-label={words.figures}>
      <Figure
        label={words.todayReported}
        value={count(now?.today.reported)}
        detail={words.sinceMidnight}
        rule={words.ruleToday}
        tone="plain"
        open={rows({ period: 'today', range: null })}
      />
      <Figure
        label={words.todayClosed}
        value={count(now?.today.closed)}
        detail={words.reworked(count(now?.today.reworked))}
        rule={words.ruleClosed}
        tone="plain"
        open={
          now === undefined
            ? null
            : rows({
                closed: { from: now.todayStart, to: nextDay(now.todayStart, zone) },
                period: 'all',
                range: null,
              })
        }
      />
      <RateFigure id="closingRate" rate={inPeriod?.closing} open={openCounted()} />
      <RateFigure id="onTimeClosingRate" rate={inPeriod?.onTime} open={openCounted()} />
      <Figure
        label={words.overdueOpen}
        value={count(now?.overdueOpen)}
        detail={now === undefined ? '' : words.ofOpen(percent(now.overdueOpen, now.open))}
        rule={words.ruleOverdue}
        tone={now !== undefined && now.overdueOpen > 0 ? 'overdue' : 'plain'}
        open={rows({ status: 'open', overdue: true, period: 'all', range: null })}
      />
      <Figure
        label={words.open}
        value={count(now?.open)}
        detail={words.ofAll(count(now?.matching))}
        rule={words.ruleOpen}
        tone="plain"
        open={rows({ status: 'open', period: 'all', range: null })}
      />
      <Channels rows={inPeriod?.byChannel} />
    </section>
  );
});

/** A rate of the registry: both parts under it, and its formula as its rule. */
function RateFigure({
  id,
  rate,
  open,
}: {
  id: 'closingRate' | 'onTimeClosingRate';
  rate: Rate | undefined;
  open: (() => void) | null;
}): ReactNode {
  const words = useWords(wallWords);
  const language = usePrefs((prefs) => prefs.language);
  const { name, source } = INDICATORS[id];
  return (
    <Figure
      label={name[language]}
      value={rate === undefined ? '—' : percent(rate.numerator, rate.denominator)}
      detail={
        rate === undefined
          ? ''
          : rate.denominator === 0
            ? words.noneCounted
            : `${count(rate.numerator)} / ${count(rate.denominator)}`
      }
      rule={words.ruleRate(formulaText(id, null, language), source)}
      tone="plain"
      open={open}
    />
  );
}
