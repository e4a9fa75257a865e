import type { ReactNode } from 'react';
import { percent, ratio } from '../../../shared/assessment/fraction.ts';
import type { Kpi, LastDecision, MeetingPack } from '../../../shared/contract/meetingPack.ts';
import { goTo } from '../../base/navigation.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { kindName, meetingWords, sourceName } from '../../features/meeting/meetingWords.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { parseSearch } from '../../live/link/filterAddress.ts';
import { setFilter } from '../../live/link/filters.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ScrollTable } from '../../ui/ScrollTable.tsx';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import styles from './window.module.css';
import { type WindowWords, windowWords } from './words.ts';

/** Opens the rows behind a figure on the case desk. */
function openRows(rows: string): void {
  setFilter(parseSearch(rows).filter);
  goTo('desk');
}

/** The pack of the meeting (会议材料): every figure opens its rows. */
export function Material({ state }: { state: MeetingWindowState }): ReactNode {
  const words = useWords(windowWords);
  const zone = useZone();
  const now = useNow(60_000);
  const { pack: answer } = state;
  if (answer === null) return null;
  const { pack, hash } = answer;
  const made = shortTime(pack.asOf, zone, now);
  return (
    <Panel
      title={words.material}
      extra={
        hash === null ? (
          <>
            <small>{words.liveMaterial(made)}</small>
            <Button onPress={state.remakePack}>{words.refresh}</Button>
          </>
        ) : (
          <small data-part="m-frozen">{words.frozen(made, hash.slice(0, 8))}</small>
        )
      }
    >
      <div className={styles['material']} data-part="m-material">
        <LastTable rows={pack.last} />
        <KpiTable kpis={pack.kpis} />
        <Lists pack={pack} words={words} />
      </div>
    </Panel>
  );
}

function LastTable({ rows }: { rows: readonly LastDecision[] }): ReactNode {
  const words = useWords(windowWords);
  const shared = useWords(meetingWords);
  if (rows.length === 0) return <p>{words.lastNone}</p>;
  return (
    <ScrollTable label={words.last} heads={words.lastHeads.split('|')}>
      {rows.map((row) => (
        <tr key={`${row.meeting}/${row.decision}`} data-part="m-last">
          <td>{row.meetingTitle}</td>
          <td>
            <b>{kindName(shared, row.kind)}</b> {row.text} {row.order === null ? '' : row.order}
          </td>
          <td>{row.lead?.name ?? shared.noData}</td>
          <td>{row.due ?? '—'}</td>
          <td>
            {words[`state_${row.state}`]}{' '}
            {row.overdueDays === null || row.overdueDays === 0 ? null : (
              <b className={styles['late']}>{words.overdueDays(row.overdueDays)}</b>
            )}{' '}
            {row.note}
          </td>
          <td>{row.carries}</td>
        </tr>
      ))}
    </ScrollTable>
  );
}

function KpiTable({ kpis }: { kpis: readonly Kpi[] }): ReactNode {
  const words = useWords(windowWords);
  const { noData } = useWords(meetingWords);
  const { open, close } = usePunctuation();
  const text = (value: Kpi['now']): string => {
    if (value === null) return noData;
    if (typeof value === 'number') return String(value);
    const { numerator, denominator } = value;
    if (denominator === 0) return noData;
    return `${percent(ratio(numerator, denominator), 2)}%${open}${numerator}/${denominator}${close}`;
  };
  return (
    <ScrollTable label={words.material} heads={[words.kpiName, words.kpiNow, words.kpiWeek, words.kpiYear]}>
      {kpis.map((kpi) => (
        <tr key={kpi.id} data-part="m-kpi">
          <td>{words[`kpi_${kpi.id}`]}</td>
          <td>
            {kpi.rows === null ? (
              text(kpi.now)
            ) : (
              <RowButton
                className={styles['link']}
                title={words.openRows}
                onClick={() => openRows(kpi.rows ?? '')}
              >
                {text(kpi.now)}
              </RowButton>
            )}
          </td>
          <td>{text(kpi.week)}</td>
          <td>{text(kpi.year)}</td>
        </tr>
      ))}
    </ScrollTable>
  );
}

function Lists({ pack, words }: { pack: MeetingPack; words: WindowWords }): ReactNode {
  const { colon } = usePunctuation();
  const shared = useWords(meetingWords);
  const line = (key: string, name: string, count: number, before: number | null, rows: string): ReactNode => (
    <li key={key}>
      <RowButton className={styles['link']} title={words.openRows} onClick={() => openRows(rows)}>
        {name} <b>{count}</b>
      </RowButton>{' '}
      <small>{words.before(before)}</small>
    </li>
  );
  return (
    <div className={styles['lists']}>
      <section>
        <h3>{words.tallies}</h3>
        <ul data-part="m-tallies">
          {pack.tallies.map(({ source, listed, total }) => (
            <li key={source}>
              {sourceName(shared, source)} <b>{words.listedOf(listed, total)}</b>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{words.hot}</h3>
        <ul>{pack.hot.map((row) => line(row.code, row.name, row.count, row.before, row.rows))}</ul>
      </section>
      <section>
        <h3>{words.heat}</h3>
        {pack.heat === null ? (
          <p>{words.heatNone}</p>
        ) : (
          <ul>{pack.heat.map((row) => line(row.grid, row.name, row.count, row.before, row.rows))}</ul>
        )}
      </section>
      <section>
        <h3>{words.unknown}</h3>
        <ul>
          {pack.unknown.map((each) => (
            <li key={each}>
              {words[`unknown_${each}`]}
              {colon}
              {shared.noData}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
