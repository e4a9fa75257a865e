import { memo, type ReactNode, useState } from 'react';
import type { CaseSummary } from '../../../shared/contract/cases.ts';
import { useWords } from '../../base/words.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { select, useLink } from '../../live/link/filters.ts';
import type { CaseQuery } from '../../live/queries/cases.ts';
import { useCases } from '../../live/queries/cases.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusMark, stateOf } from '../../ui/StatusMark.tsx';
import { held } from './heldList.ts';
import listStyles from './lists.module.css';
import { RowsShown } from './RowsShown.tsx';
import { useWholeRows } from './useWholeRows.ts';
import { wallWords } from './words.ts';

const ROWS = 30;

/** The newest cases. While the pointer or the focus is on the list nothing in it moves; new ones are counted. */
export const LastCases = memo(function LastCases({ query }: { query: CaseQuery }): ReactNode {
  const words = useWords(wallWords);
  const zone = useZone();
  const now = useNow(60_000);
  const selected = useLink((state) => state.caseId);
  const page = useCases(query, '-requested', 0, ROWS).data;
  const fresh = page?.items ?? [];
  const [frozen, setFrozen] = useState<readonly CaseSummary[] | null>(null);
  const { shown, waiting } = held(fresh, frozen);
  const [list, whole] = useWholeRows<HTMLUListElement>(shown.length);
  const hold = (): void => setFrozen((rows) => rows ?? fresh);
  const release = (): void => setFrozen(null);
  return (
    <Panel
      title={words.lastCases}
      extra={
        <>
          <RowsShown whole={whole} all={page?.total ?? 0} />
          {waiting > 0 ? <Button onPress={() => setFrozen(fresh)}>{words.newCases(waiting)}</Button> : null}
        </>
      }
    >
      <div className={listStyles['rows-room']}>
        <ul
          className={classes(listStyles['whole-rows'], listStyles['last-cases'])}
          ref={list}
          onPointerEnter={hold}
          onPointerLeave={release}
          onFocus={hold}
          onBlur={release}
        >
          {shown.map((row) => (
            <li key={row.id}>
              <RowButton aria-pressed={row.id === selected} onClick={() => select(row.id)}>
                <span className={listStyles['last-title']} data-part="last-title">
                  {row.title}
                </span>
                <time>{shortTime(row.requestedAt, zone, now)}</time>
                <span className={listStyles['last-detail']}>
                  {row.categoryName}
                  {row.channel === null ? '' : ` · ${row.channel}`}
                </span>
                <StatusMark state={stateOf(row)} />
              </RowButton>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
});
