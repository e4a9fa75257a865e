import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { Detail } from './Detail.tsx';
import styles from './desk.module.css';
import { Export } from './Export.tsx';
import { Filters } from './Filters.tsx';
import { conditionCount } from './facets.ts';
import { KeyHelp } from './KeyHelp.tsx';
import { useNames } from './names.ts';
import { Queue } from './Queue.tsx';
import { QueueNotes } from './QueueNotes.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useDeskActions } from './useDeskActions.ts';
import { useDeskKeys } from './useDeskKeys.ts';
import { useDeskState } from './useDeskState.ts';
import { deskWords } from './words.ts';

/** Case desk (案件台): the queue, its filters and one case beside it. */
export default function DeskWindow(): ReactNode {
  const words = useWords(deskWords);
  const state = useDeskState();
  const { act, open, copy } = useDeskActions(state, words);
  useDeskKeys(act, state.refs.root);
  const now = useNow(30_000);
  const zone = useZone();
  const names = useNames();
  const { filter, sort, selectedId, view, cursor, refs } = state;
  return (
    <div
      className={styles['desk']}
      ref={refs.root}
      data-filters={state.open.filters}
      data-detail={selectedId !== null}
    >
      <Toolbar
        searchRef={refs.search}
        q={filter.q}
        onSearch={(q) => state.change({ q })}
        sort={sort}
        onSort={state.setSort}
        filtersOpen={state.open.filters}
        conditions={conditionCount(filter)}
        onFilters={act.filters}
        onRefresh={act.refresh}
        onExport={act.export}
        onHelp={act.help}
        view={view}
        words={words}
      />
      {state.open.filters ? (
        <Filters
          filter={filter}
          onChange={state.change}
          firstRef={refs.firstFilter}
          names={names}
          words={words}
        />
      ) : null}
      <div className={styles['queue']} data-part="desk-queue">
        <QueueNotes
          view={view}
          filter={filter}
          at={cursor.at}
          gap={state.gap}
          onRefresh={act.refresh}
          onClear={state.change}
          words={words}
        />
        <Queue
          queue={state.queue}
          view={view}
          scroller={state.scroller}
          cursor={cursor.at}
          selectedId={selectedId}
          sort={sort}
          onSort={state.setSort}
          onPress={(index) => {
            cursor.goTo(index);
            open(index);
          }}
          now={now}
          zone={zone}
          words={words}
          names={names}
        />
      </div>
      {selectedId === null ? null : (
        <Detail
          id={selectedId}
          paneRef={refs.pane}
          onClose={act.back}
          onCopy={copy}
          now={now}
          zone={zone}
          names={names}
          words={words}
        />
      )}
      {state.open.export ? (
        <Export
          query={state.query}
          sort={sort}
          total={view.total}
          onClose={() => state.setOpen('export', false)}
        />
      ) : null}
      {state.open.help ? <KeyHelp onClose={() => state.setOpen('help', false)} words={words} /> : null}
    </div>
  );
}
