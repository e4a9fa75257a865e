import { memo, type ReactNode } from 'react';
import type { OrderRow } from '../../../shared/contract/orderViews.ts';
import { classes } from '../../ui/kit/classes.ts';
import { type CellParts, cellText } from './cellText.ts';
import { ALL_COLUMNS_REM, COLUMNS } from './columns.ts';
import styles from './orders.module.css';

type Props = {
  row: OrderRow;
  index: number;
  /** px from the top of the list. */
  top: number;
  height: number;
  isCursor: boolean;
  isOpen: boolean;
  parts: CellParts;
  onPress: (index: number) => void;
};

/** What a line is marked by, beside its words. */
function stateOf({ stage, clock }: OrderRow): string {
  if (stage === 'closed' || stage === 'cancelled') return 'ended';
  if (stage === 'suspended') return 'suspended';
  return clock?.overdue === true ? 'overdue' : 'open';
}

/** One order of the register. */
export const OrderLine = memo(function OrderLine(props: Props): ReactNode {
  const { row, index, parts, top, height } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a list that is drawn in part cannot be a table; ARIA gives the structure
    // biome-ignore lint/a11y/useKeyWithClickEvents: the register's key table opens rows with Enter
    <div
      role="row"
      className={styles['line']}
      aria-rowindex={index + 2}
      aria-selected={props.isOpen}
      data-part="o-line"
      data-id={row.id}
      data-cursor={props.isCursor}
      data-odd={index % 2 === 1}
      data-state={stateOf(row)}
      tabIndex={props.isCursor ? 0 : -1}
      style={{ transform: `translateY(${top}px)`, height, width: `${ALL_COLUMNS_REM}rem` }}
      onClick={() => props.onPress(index)}
    >
      {COLUMNS.map(({ key, width }, column) => {
        const text = cellText(key, row, index, parts);
        return (
          // biome-ignore lint/a11y/useSemanticElements: see the row
          // biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus, cells are read with it
          <span
            key={key}
            role="gridcell"
            aria-colindex={column + 1}
            className={classes(styles['cell'], styles[`c-${key}`])}
            style={{ width: `${width}rem` }}
            title={text === '' ? undefined : text}
          >
            {text === '' ? <span className={styles['dim']}>—</span> : text}
          </span>
        );
      })}
    </div>
  );
});
