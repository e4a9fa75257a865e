import { memo, type ReactNode } from 'react';
import type { SourceState, SourceStatus } from '../../../shared/contract/sources.ts';
import type { Warning } from '../../../shared/contract/status.ts';
import { goTo } from '../../base/navigation.ts';
import { useWords } from '../../base/words.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { useKeptText } from '../../live/client/keptText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { useStatus, wholeStatus } from '../../live/queries/city.ts';
import { DataAge } from '../../ui/DataAge.tsx';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SOURCE_SHAPES } from '../../ui/sourceShapes.ts';
import listStyles from './lists.module.css';
import { RowsShown } from './RowsShown.tsx';
import { useWholeRows } from './useWholeRows.ts';
import { wallWords } from './words.ts';

const NAMES = {
  starting: 'stateStarting',
  fresh: 'stateFresh',
  late: 'stateLate',
  down: 'stateDown',
  paused: 'statePaused',
  incomplete: 'stateIncomplete',
} as const;

/** What an operator must see first where not everything fits: who is not delivering, then what is to be mended. */
const SOURCE_PLACES: Record<SourceState, number> = {
  down: 0,
  incomplete: 1,
  late: 2,
  paused: 4,
  starting: 4,
  fresh: 5,
};
const WARNING_PLACES: Record<Warning['severity'], number> = { error: 1, warning: 3, info: 6 };

/** Health of every source, what waits in quarantine, and notices of the service. */
export const Sources = memo(function Sources(): ReactNode {
  const words = useWords(wallWords);
  const status = useStatus(wholeStatus);
  const [list, whole] = useWholeRows<HTMLUListElement>(status);
  const waiting = status?.quarantine.waiting ?? 0;
  const rows = [
    ...(status?.sources ?? []).map((source) => ({
      place: SOURCE_PLACES[source.state],
      row: <SourceRow key={source.id} source={source} />,
    })),
    ...(status?.warnings ?? []).map((warning) => ({
      place: WARNING_PLACES[warning.severity],
      row: <WarningRow key={`${warning.code}:${warning.message}`} warning={warning} />,
    })),
  ].sort((a, b) => a.place - b.place);
  return (
    <Panel
      title={words.sources}
      extra={
        <>
          <RowsShown whole={whole} all={rows.length} />
          <Button hint={words.quarantineHint} onPress={() => goTo('connections')}>
            {words.quarantine(count(waiting))}
          </Button>
        </>
      }
    >
      {status?.sources.length === 0 ? <p className={listStyles['sources-none']}>{words.emptyTitle}</p> : null}
      <ul className={listStyles['sources']} ref={list}>
        {rows.map(({ row }) => row)}
      </ul>
    </Panel>
  );
});

function SourceRow({ source }: { source: SourceStatus }): ReactNode {
  const keptText = useKeptText();
  const words = useWords(wallWords);
  const zone = useZone();
  const now = useNow(60_000);
  return (
    <li data-state={source.state}>
      <span className={listStyles['source-name']}>{source.name}</span>
      <span className={listStyles['source-state']}>
        <span aria-hidden="true">{SOURCE_SHAPES[source.state]}</span> {words[NAMES[source.state]]}
      </span>
      {source.kind === 'file' || source.state === 'paused' || source.state === 'incomplete' ? null : (
        <DataAge lastSuccessAt={source.lastSuccessAt} pollSeconds={source.pollSeconds} />
      )}
      {source.state === 'paused' && source.lastSuccessAt !== null ? (
        <span className={listStyles['source-error']}>
          {words.pausedSince(shortTime(source.lastSuccessAt, zone, now))}
        </span>
      ) : null}
      {source.error === null || source.state === 'paused' ? null : (
        <span
          className={classes(listStyles['source-error'], listStyles['source-text'])}
          title={keptText(source.error)}
        >
          {keptText(source.error)}
        </span>
      )}
    </li>
  );
}

function WarningRow({ warning }: { warning: Warning }): ReactNode {
  const { severity } = warning;
  const text = useSentErrorText()(warning);
  return (
    <li className={listStyles['source-warning']} data-severity={severity}>
      <p className={listStyles['source-text']} title={text}>
        <span aria-hidden="true">{severity === 'info' ? 'ⓘ' : '▲'}</span> {text}
      </p>
    </li>
  );
}
