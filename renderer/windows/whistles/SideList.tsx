import { type ReactNode, useEffect, useRef } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { STAGE_WORDS } from '../../../shared/whistle/words.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { whistleStreets } from '../../ui/whistleStreets.ts';
import type { BoardContext } from './boardContext.ts';
import { ClockText } from './ClockText.tsx';
import { type ColumnId, columnOf, kindShape } from './columns.ts';
import { mineOf } from './filter.ts';
import type { Layout } from './layout.ts';
import pageStyles from './page.module.css';
import styles from './whistles.module.css';

type Props = {
  layout: Layout;
  columns: readonly ColumnId[];
  rows: ReadonlyMap<string, WhistleSummary>;
  selectedId: string;
  me: SessionState | null;
  parts: BoardContext;
  onOpen: (id: string) => void;
};

/** How many neighbours on each side of the open whistle are listed. */
const AROUND = 25;

/** The column of the open whistle beside its page, so that the next one is a key away. */
export function SideList({ layout, columns, rows, selectedId, me, parts, onOpen }: Props): ReactNode {
  const { words, now, names } = parts;
  const box = useRef<HTMLElement>(null);
  const column = columns.find((each) => layout[each].includes(selectedId)) ?? null;
  // A whistle that was just blown has no place on a board that is held still.
  const ids = column === null ? [selectedId] : layout[column];
  const at = ids.indexOf(selectedId);
  const first = Math.max(0, at - AROUND);
  useEffect(() => {
    box.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <nav
      className={pageStyles['side']}
      ref={box}
      aria-label={column === null ? words.board : words[`column_${column}`]}
    >
      {column === null ? null : (
        <h2>
          {words[`column_${column}`]} <b>{ids.length}</b>
        </h2>
      )}
      {ids.slice(first, at + AROUND).map((id) => {
        const row = rows.get(id);
        if (row === undefined) return null;
        return (
          <RowButton
            key={id}
            className={pageStyles['side-row']}
            data-part="w-side-row"
            aria-current={id === selectedId ? 'true' : undefined}
            onClick={() => onOpen(id)}
          >
            <b>
              <i aria-hidden="true">{kindShape(row.kind)}</i> {row.subject}
            </b>
            <span className={pageStyles['side-street']}>
              {whistleStreets(row, names.org)}
              {mineOf(row, me).length > 0 ? <em className={styles['mine']}>{words.mineMark}</em> : null}
            </span>
            {column === null || columnOf(row) === column ? null : (
              <b className={styles['moved']}>{words.movedTo(STAGE_WORDS[row.stage][names.language])}</b>
            )}
            {row.nearest === null ? null : <ClockText clock={row.nearest} now={now} words={words} />}
          </RowButton>
        );
      })}
    </nav>
  );
}
