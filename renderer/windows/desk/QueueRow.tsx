import { memo, type ReactNode } from 'react';
import type { CaseSummary } from '../../../shared/contract/cases.ts';
import type { OutboxCounts } from '../../../shared/contract/outbox.ts';
import { UnsentMark } from '../../features/outbox/UnsentMark.tsx';
import { shortTime } from '../../live/link/cityTime.ts';
import { classes } from '../../ui/kit/classes.ts';
import { stateOf } from '../../ui/StatusMark.tsx';
import styles from './desk.module.css';
import { LimitCell } from './LimitCell.tsx';
import type { Names } from './names.ts';
import { StageMark } from './StageMark.tsx';
import type { DeskWords } from './words.ts';

export type RowProps = {
  row: CaseSummary | null;
  /** Its messages to the upstream (回传) that are not settled; undefined: none, or not known yet. */
  unsent: OutboxCounts | undefined;
  index: number;
  /** px from the top of the visible part. */
  top: number;
  height: number;
  isCursor: boolean;
  isSelected: boolean;
  now: number;
  zone: string;
  words: DeskWords;
  names: Names;
  onPress: (index: number) => void;
};

/** One case of the queue, or its placeholder while the page is being read. */
export const QueueRow = memo(function QueueRow(props: RowProps): ReactNode {
  const { row, index, words } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a million rows cannot be a table; ARIA gives the structure
    // biome-ignore lint/a11y/useKeyWithClickEvents: the desk's key table opens rows with Enter
    <div
      role="row"
      className={styles['q-row']}
      aria-rowindex={index + 2}
      aria-selected={props.isSelected}
      aria-busy={row === null}
      data-index={index}
      data-cursor={props.isCursor}
      data-odd={index % 2 === 1}
      data-state={row === null ? undefined : stateOf(row)}
      tabIndex={props.isCursor ? 0 : -1}
      style={{ transform: `translateY(${props.top}px)`, height: props.height }}
      onClick={() => props.onPress(index)}
    >
      {row === null ? <Waiting text={words.waiting} /> : <Cells {...props} row={row} />}
    </div>
  );
});

function Waiting({ text }: { text: string }): ReactNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    <span role="gridcell" tabIndex={-1} className={styles['q-waiting']}>
      <span className="visually-hidden">{text}</span>
      <i />
      <i />
      <i />
      <i />
    </span>
  );
}

function Cells({ row, unsent, now, zone, words, names }: RowProps & { row: CaseSummary }): ReactNode {
  const parent = names.parentCategory(row.categoryCode);
  const category = names.caseCategory(row);
  const street = row.street === null ? '' : names.street(row.street);
  const grid = row.grid === null ? '' : names.grid(row.grid);
  const org = row.org === null ? '' : names.org(row.org);
  return (
    <>
      <Cell column={1} name="state" title={row.stage === null ? words.noStage : ''}>
        <StageMark row={row} words={words} />
      </Cell>
      <Cell column={2} name="number" title={row.sourceId}>
        {row.sourceId}
      </Cell>
      <Cell column={3} name="category" title={parent === null ? category : `${parent} / ${category}`}>
        {parent === null ? null : (
          <span className={classes(styles['q-dim'], styles['q-parent'])}>{parent} / </span>
        )}
        {category}
      </Cell>
      <Cell column={4} name="title" title={row.title}>
        {row.rework > 0 ? <span className={styles['q-rework']}>{words.rework(row.rework)}</span> : null}
        {unsent === undefined ? null : <UnsentMark counts={unsent} />}
        {row.title}
      </Cell>
      <Cell column={5} name="place" title={[street, grid, row.address ?? ''].filter(Boolean).join(' · ')}>
        {street === '' && grid === '' ? (row.address ?? <span className={styles['q-dim']}>—</span>) : street}
        {grid === '' ? null : (
          <span className={classes(styles['q-dim'], styles['q-grid-name'])}> {grid}</span>
        )}
      </Cell>
      <Cell column={6} name="channel" title={row.channel ?? ''}>
        {row.channel ?? <span className={styles['q-dim']}>—</span>}
      </Cell>
      <Cell column={7} name="requested" title="">
        {shortTime(row.requestedAt, zone, now)}
      </Cell>
      <Cell column={8} name="limit" title="">
        <LimitCell row={row} now={now} zone={zone} words={words} />
      </Cell>
      <Cell column={9} name="org" title={org}>
        {org === '' ? <span className={styles['q-dim']}>—</span> : org}
      </Cell>
    </>
  );
}

function Cell(props: { column: number; name: string; title: string; children: ReactNode }): ReactNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useFocusableInteractive: the row is what takes the focus, cells are read with it
    <span
      role="gridcell"
      aria-colindex={props.column}
      className={classes(styles['q-cell'], styles[`q-${props.name}`])}
      title={props.title === '' ? undefined : props.title}
    >
      {props.children}
    </span>
  );
}
