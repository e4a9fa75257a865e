import type { ReactNode } from 'react';
import type { OrderRow, OrderSort } from '../../../shared/contract/orderViews.ts';
import { classes } from '../../ui/kit/classes.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import type { CellParts } from './cellText.ts';
import { ALL_COLUMNS_REM, COLUMNS, pressedSort } from './columns.ts';
import { OrderLine } from './OrderLine.tsx';
import styles from './orders.module.css';
import type { Rows } from './useRows.ts';

type Props = {
  rows: readonly OrderRow[];
  drawn: Rows;
  cursor: number;
  openId: string | null;
  sort: OrderSort;
  onSort: (sort: OrderSort) => void;
  onPress: (index: number) => void;
  parts: CellParts;
  busy: boolean;
};

/** The register (督办台账) as an ARIA grid: every column, and of the rows those in sight. */
export function Register({ rows, drawn, cursor, openId, parts, ...props }: Props): ReactNode {
  const { words } = parts;
  const indexes = Array.from({ length: drawn.end - drawn.first }, (_, at) => drawn.first + at);
  // The row with the focus stays in the document, or the focus would be lost while scrolling.
  if (rows.length > 0 && (cursor < drawn.first || cursor >= drawn.end)) indexes.push(cursor);
  const width = { width: `${ALL_COLUMNS_REM}rem` };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a list that is drawn in part cannot be a table; ARIA gives the structure
    <div
      role="grid"
      tabIndex={-1}
      className={styles['register']}
      data-part="o-register"
      aria-label={words.register}
      aria-rowcount={rows.length + 1}
      aria-colcount={COLUMNS.length}
      aria-busy={props.busy}
      ref={drawn.ref}
      onScroll={drawn.onScroll}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: only its buttons take the focus */}
      <div role="row" aria-rowindex={1} className={classes(styles['line'], styles['head'])} style={width}>
        {COLUMNS.map((column, index) => (
          <Head key={column.key} {...{ column, index, words }} sort={props.sort} onSort={props.onSort} />
        ))}
      </div>
      <div
        role="presentation"
        className={styles['track']}
        style={{ ...width, height: rows.length * drawn.height }}
      >
        {indexes.map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <OrderLine
              key={row.id}
              {...{ row, index, parts }}
              top={index * drawn.height}
              height={drawn.height}
              isCursor={index === cursor}
              isOpen={row.id === openId}
              onPress={props.onPress}
            />
          );
        })}
      </div>
    </div>
  );
}

type HeadProps = {
  column: (typeof COLUMNS)[number];
  index: number;
  sort: OrderSort;
  onSort: (sort: OrderSort) => void;
  words: CellParts['words'];
};

function Head({ column, index, sort, onSort, words }: HeadProps): ReactNode {
  const own = column.sort;
  const order = own === sort ? 'ascending' : `-${own}` === sort ? 'descending' : undefined;
  const mark = order === 'ascending' ? ' ↑' : order === 'descending' ? ' ↓' : ' ↑↓';
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <span
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={order}
      className={classes(styles['cell'], styles[`c-${column.key}`])}
      style={{ width: `${column.width}rem` }}
    >
      {own === null ? (
        words[column.word]
      ) : (
        <RowButton onClick={() => onSort(pressedSort(own, sort))}>
          {words[column.word]}
          <span aria-hidden="true">{mark}</span>
        </RowButton>
      )}
    </span>
  );
}
