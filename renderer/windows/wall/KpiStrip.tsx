import { memo, type ReactNode } from 'react';
import type { Summary } from '../../../shared/contract/figures.ts';
import { goTo } from '../../base/navigation.ts';
import { useWords } from '../../base/words.ts';
import { nextDay } from '../../live/link/cityTime.ts';
import { useZone } from '../../live/link/clock.ts';
import type { Filter } from '../../live/link/filter.ts';
import { setFilter } from '../../live/link/filters.ts';
import { count, Figure } from '../../ui/Figure.tsx';
import { Channels } from './Channels.tsx';
import styles from './wall.module.css';
import { wallWords } from './words.ts';

/** Part ÷ whole as `93.4%`; «—» where the whole is zero: a rate of nothing is no rate. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;
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
};

/** The figures of the hall. Each shows its rule on hover or focus and opens its rows. */
export const KpiStrip = memo(function KpiStrip({ now, inPeriod }: Props): ReactNode {
  const words = useWords(wallWords);
  const zone = useZone();
  const onTime = inPeriod?.onTime;
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
      <Figure
        label={words.onTime}
        value={onTime === undefined ? '—' : percent(onTime.numerator, onTime.denominator)}
        detail={
          onTime === undefined || onTime.denominator === 0
            ? words.noClosed
            : `${count(onTime.numerator)} / ${count(onTime.denominator)}`
        }
        rule={words.ruleOnTime}
        tone="plain"
        open={rows({ punctuality: ['on-time', 'late'] })}
      />
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
