import { memo, type ReactNode } from 'react';
import type { SourceState } from '../../../shared/contract/sources.ts';
import { goTo } from '../../app/place.ts';
import { useWords } from '../../app/words.ts';
import { shortTime } from '../../live/city-time.ts';
import { useNow, useZone } from '../../live/now.ts';
import { useStatus, wholeStatus } from '../../live/queries.ts';
import { DataAge } from '../../ui/DataAge.tsx';
import { count } from '../../ui/Figure.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { wallWords } from './words.ts';

const SHAPES: Record<SourceState, string> = { starting: '○', fresh: '●', late: '◐', down: '▲', paused: '❚❚' };
const NAMES = {
  starting: 'stateStarting',
  fresh: 'stateFresh',
  late: 'stateLate',
  down: 'stateDown',
  paused: 'statePaused',
} as const;

/** Health of every source, what waits in quarantine, and notices of the service. */
export const Sources = memo(function Sources(): ReactNode {
  const words = useWords(wallWords);
  const zone = useZone();
  const now = useNow(60_000);
  const status = useStatus(wholeStatus);
  const waiting = status?.quarantine.waiting ?? 0;
  return (
    <Panel
      title={words.sources}
      extra={
        <button
          type="button"
          className="plain-button"
          title={words.quarantineHint}
          onClick={() => goTo('connections')}
        >
          {words.quarantine(count(waiting))}
        </button>
      }
    >
      {status?.sources.length === 0 ? <p className="sources-none">{words.emptyTitle}</p> : null}
      <ul className="sources">
        {(status?.sources ?? []).map((source) => (
          <li key={source.id} data-state={source.state}>
            <span className="source-name">{source.name}</span>
            <span className="source-state">
              <span aria-hidden="true">{SHAPES[source.state]}</span> {words[NAMES[source.state]]}
            </span>
            {source.kind === 'file' || source.state === 'paused' ? null : (
              <DataAge lastSuccessAt={source.lastSuccessAt} pollSeconds={source.pollSeconds} />
            )}
            {source.state === 'paused' && source.lastSuccessAt !== null ? (
              <span className="source-error">
                {words.pausedSince(shortTime(source.lastSuccessAt, zone, now))}
              </span>
            ) : null}
            {source.error === null || source.state === 'paused' ? null : (
              <span className="source-error">{source.error.message}</span>
            )}
          </li>
        ))}
        {(status?.warnings ?? []).map((warning) => (
          <li
            key={`${warning.code}:${warning.message}`}
            className="source-warning"
            data-severity={warning.severity}
          >
            <span aria-hidden="true">{warning.severity === 'info' ? 'ⓘ' : '▲'}</span> {warning.message}
          </li>
        ))}
      </ul>
    </Panel>
  );
});
