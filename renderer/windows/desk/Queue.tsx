import { type ReactNode, useEffect, useRef } from 'react';
import type { CaseSort } from '../../../shared/contract/filters.ts';
import type { DeskQueue, QueueView } from '../../live/queries/deskQueue.ts';
import { useOutboxOfCases } from '../../live/queries/outbox.ts';
import { classes } from '../../ui/kit/classes.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { ariaSort, COLUMNS, pressedSort } from './columns.ts';
import styles from './desk.module.css';
import type { Names } from './names.ts';
import { QueueRow } from './QueueRow.tsx';
import { rowsInView, trackHeight } from './scroll.ts';
import type { Scroller } from './useScroller.ts';
import type { DeskWords } from './words.ts';

/** Rows drawn beyond the edges, so that a slow frame shows no gap. */
const MARGIN = 8;

type Props = {
  queue: DeskQueue;
  view: QueueView;
  scroller: Scroller;
  cursor: number;
  selectedId: string | null;
  sort: CaseSort;
  onSort: (sort: CaseSort) => void;
  onPress: (index: number) => void;
  now: number;
  zone: string;
  words: DeskWords;
  names: Names;
};

/** The virtual queue as an ARIA grid: its head, its scroll track and the rows that are in sight. */
export function Queue(props: Props): ReactNode {
  const { queue, view, scroller, cursor, words } = props;
  const { frame, offset } = scroller;
  const { first, end } = rowsInView(offset, frame, MARGIN);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new snapshot needs the visible rows again
  useEffect(() => queue.show(first, end), [queue, first, end, view.stale, view.total]);
  const press = useRef(props.onPress);
  press.current = props.onPress;
  const stablePress = useRef((index: number) => press.current(index)).current;
  const indexes = Array.from({ length: end - first }, (_, at) => first + at);
  // The row with the focus stays in the document, or the focus would be lost while scrolling.
  if (frame.total > 0 && (cursor < first || cursor >= end)) indexes.push(cursor);
  const unsent = useOutboxOfCases(indexes.flatMap((index) => queue.row(index)?.id ?? []));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a million rows cannot be a table; ARIA gives the structure
    <div
      role="grid"
      tabIndex={-1}
      className={styles['q-grid']}
      data-part="q-grid"
      aria-label={words.queue}
      aria-rowcount={frame.total + 1}
      aria-colcount={COLUMNS.length}
      aria-busy={view.stale}
      data-stale={view.stale}
    >
      <Head sort={props.sort} onSort={props.onSort} words={words} />
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        role="rowgroup"
        className={styles['q-scroll']}
        data-part="q-scroll"
        ref={scroller.ref}
        onScroll={scroller.onScroll}
      >
        <div role="presentation" className={styles['q-layer']}>
          {indexes.map((index) => {
            const row = queue.row(index);
            const top = Math.round(index * frame.rowHeight - offset);
            return (
              <QueueRow
                key={index}
                row={row}
                unsent={row === null ? undefined : unsent.get(row.id)}
                index={index}
                top={Math.min(Math.max(top, -5000), 20_000)}
                height={frame.rowHeight}
                isCursor={index === cursor}
                isSelected={row !== null && row.id === props.selectedId}
                now={props.now}
                zone={props.zone}
                words={words}
                names={props.names}
                onPress={stablePress}
              />
            );
          })}
        </div>
        <div role="presentation" style={{ height: trackHeight(frame) }} />
      </div>
    </div>
  );
}

function Head(props: { sort: CaseSort; onSort: (sort: CaseSort) => void; words: DeskWords }): ReactNode {
  const { sort, words } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div role="rowgroup" className={styles['q-headgroup']}>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: only its buttons take the focus */}
      <div role="row" aria-rowindex={1} className={classes(styles['q-row'], styles['q-head'])}>
        {COLUMNS.map((column, index) => {
          const { sorts } = column;
          const order = ariaSort(sorts, sort);
          return (
            // biome-ignore lint/a11y/useSemanticElements: see the grid
            // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
            <span
              key={column.key}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={order}
              className={classes(styles['q-cell'], styles[`q-${column.key}`])}
              title={column.key === 'limit' ? words.limitHint : undefined}
            >
              {sorts === null ? (
                words[column.word]
              ) : (
                <RowButton onClick={() => props.onSort(pressedSort(sorts, sort))}>
                  {words[column.word]}
                  <span aria-hidden="true">
                    {order === 'ascending' ? ' ↑' : order === 'descending' ? ' ↓' : ' ↑↓'}
                  </span>
                  {column.key === 'limit' ? (
                    <small className={styles['q-dim']}> {words.naturalShort}</small>
                  ) : null}
                </RowButton>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}
