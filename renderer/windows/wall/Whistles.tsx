import { memo, type ReactNode, useEffect, useMemo } from 'react';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { goTo } from '../../base/navigation.ts';
import { useWords } from '../../base/words.ts';
import { useNow } from '../../live/link/clock.ts';
import { usePack } from '../../live/queries/city.ts';
import { followWallWhistles, useWallWhistles } from '../../live/whistles/wallWhistles.ts';
import { pickWhistle, usePickedWhistle } from '../../map/useWhistles.ts';
import { WhistleClock } from '../../map/WhistleClock.tsx';
import { WhistleShape } from '../../map/WhistleShape.tsx';
import { groupOf, mostUrgentFirst, notArrived, WHISTLE_GROUPS, wallCounts } from '../../map/whistleMarks.ts';
import { whistleMapWords } from '../../map/whistleWords.ts';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { type Names, useNames } from '../../ui/names.ts';
import { Panel } from '../../ui/Panel.tsx';
import { whistleStreets } from '../../ui/whistleStreets.ts';
import listStyles from './lists.module.css';
import { RowsShown } from './RowsShown.tsx';
import { useWholeRows } from './useWholeRows.ts';
import { wallWords } from './words.ts';

/** Rows of the list; the rest is on the board. */
const ROWS = 12;

/** 吹哨: open ones by state, what is past or escalated, and those that run out next. Absent where nothing is blown. */
export const Whistles = memo(function Whistles(): ReactNode {
  const blows = usePack().data?.whistles != null;
  return blows ? <WhistlePanel /> : null;
});

function WhistlePanel(): ReactNode {
  const words = useWords(wallWords);
  const map = useWords(whistleMapWords);
  const names = useNames();
  const now = useNow(15_000);
  const rows = useWallWhistles((state) => state.rows);
  const state = useWallWhistles((each) => each.state);
  const picked = usePickedWhistle((pick) => pick.id);
  useEffect(followWallWhistles, []);
  const tally = useMemo(() => wallCounts(rows.values(), now), [rows, now]);
  const pressing = useMemo(() => mostUrgentFirst(rows.values(), now).slice(0, ROWS), [rows, now]);
  const [list, whole] = useWholeRows<HTMLOListElement>(pressing.length);
  return (
    <Panel
      title={map.whistles}
      extra={
        <>
          <RowsShown whole={whole} all={tally.open} />
          <Button onPress={() => goTo('whistles')}>
            {words.openWhistles(state === 'waiting' ? '—' : count(tally.open))}
          </Button>
        </>
      }
    >
      <ul className={listStyles['whistle-counts']} data-part="whistle-counts">
        {WHISTLE_GROUPS.map((group) => (
          <li key={group} title={map[group]} data-zero={tally.groups[group] === 0}>
            <WhistleShape group={group} tone={null} /> {map[`short_${group}`]} <b>{tally.groups[group]}</b>
          </li>
        ))}
      </ul>
      <p className={listStyles['whistle-alarms']}>
        <span data-zero={tally.past === 0}>▲ {words.pastClocks(tally.past)}</span>
        <span data-zero={tally.supervised === 0}>{words.supervised(tally.supervised)}</span>
        <span data-zero={tally.missing === 0}>× {words.missing(tally.missing)}</span>
      </p>
      {tally.open === 0 ? (
        <p className={listStyles['sources-none']}>
          {state === 'failed' ? words.failed : state === 'waiting' ? map.loading : words.noWhistles}
        </p>
      ) : (
        <div className={listStyles['rows-room']}>
          <ol className={classes(listStyles['whole-rows'], listStyles['whistle-rows'])} ref={list}>
            {pressing.map((row) => (
              <Row key={row.id} row={row} names={names} now={now} picked={row.id === picked} />
            ))}
          </ol>
        </div>
      )}
    </Panel>
  );
}

type RowProps = { row: WhistleSummary; names: Names; now: number; picked: boolean };

function Row({ row, names, now, picked }: RowProps): ReactNode {
  const words = useWords(wallWords);
  const map = useWords(whistleMapWords);
  const group = groupOf(row);
  return (
    <li>
      <RowButton aria-pressed={picked} onClick={() => pickWhistle(picked ? null : row.id)}>
        <span>
          {group === null ? null : <WhistleShape group={group} tone={null} />}{' '}
          {whistleStreets(row, names.org)}
          {row.level > 0 ? <b> {map.level(row.level)}</b> : null}
        </span>
        <WhistleClock clock={row.nearest} now={now} words={map} />
        <span className={listStyles['whistle-row-subject']}>{row.subject}</span>
        <span className={listStyles['whistle-row-out']}>
          {outText(row, names, words.outstanding, map.arrivedOf)}
        </span>
      </RowButton>
    </li>
  );
}

/** Who is still missing, or how many have come. */
function outText(
  row: WhistleSummary,
  names: Names,
  few: (first: string, more: number) => string,
  all: (n: number, of: number) => string,
): string {
  if (row.expected === 0) return '';
  const [first, ...more] = notArrived(row);
  if (first === undefined) return all(row.arrived, row.expected);
  const role =
    first.part === 'leader'
      ? row.waiting.find(({ summons }) => summons === first.summons)?.roles[0]
      : undefined;
  return few(role === undefined ? names.org(first.org) : ROLE_WORDS[role][names.language], more.length);
}
