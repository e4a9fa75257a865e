import { type ReactNode, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { useBoard } from '../../live/whistles/board.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import type { Names } from '../../ui/names.ts';
import { Column } from './Column.tsx';
import { COLUMNS, type ColumnId, isOver } from './columns.ts';
import type { Layout } from './layout.ts';
import styles from './whistles.module.css';
import type { WhistleWords } from './words.ts';

type Props = {
  layout: Layout;
  unfolded: readonly ColumnId[];
  /** Only what waits for the operator is asked for. */
  mine: boolean;
  /** How many changes a touched board holds back. */
  drift: number;
  onRearrange: () => void;
  onUnfold: (id: ColumnId, open: boolean) => void;
  selectedId: string | null;
  me: SessionState | null;
  now: number;
  names: Names;
  words: WhistleWords;
  marked: readonly string[];
  onMark: (id: string) => void;
  onOpen: (id: string) => void;
};

/**
 * Columns that stand open with cards in them: where the cursor can go. Empty ones and 已销号 are folded, but for what still
 * waits for the operator there (an appeal) where that alone is asked for (`mine`).
 */
export function openColumns(
  layout: Layout,
  unfolded: readonly ColumnId[],
  { mine }: { mine: boolean },
): ColumnId[] {
  return COLUMNS.filter((id) => unfolded.includes(id) || (layout[id].length > 0 && (mine || !isOver(id))));
}

export function useUnfolded(): [readonly ColumnId[], (id: ColumnId, open: boolean) => void] {
  const [unfolded, setUnfolded] = useState<readonly ColumnId[]>([]);
  return [
    unfolded,
    (id, open) => setUnfolded((before) => (open ? [...before, id] : before.filter((each) => each !== id))),
  ];
}

/** 看板: a column for each stage; folded ones still show how many they hold. */
export function Board(props: Props): ReactNode {
  const { layout, words, unfolded } = props;
  const rows = useBoard((board) => board.rows);
  const totals = useBoard((board) => board.totals);
  const open = openColumns(layout, unfolded, props);
  return (
    <div className={styles['board']} data-part="w-board">
      {COLUMNS.map((id) => {
        const title = words[`column_${id}`];
        const total =
          id === 'closed' || id === 'ended' ? Math.max(totals[id], layout[id].length) : layout[id].length;
        if (!open.includes(id))
          return (
            <RowButton
              key={id}
              className={styles['folded']}
              data-part="w-folded"
              title={words.expand(title)}
              disabled={total === 0}
              onClick={() => props.onUnfold(id, true)}
            >
              <b>{total}</b>
              <span>{title}</span>
            </RowButton>
          );
        return (
          <Column
            key={id}
            id={id}
            title={title}
            ids={layout[id]}
            total={total}
            rows={rows}
            selectedId={props.selectedId}
            me={props.me}
            now={props.now}
            names={props.names}
            words={words}
            marked={props.marked}
            onMark={props.onMark}
            onOpen={props.onOpen}
            onFold={unfolded.includes(id) ? () => props.onUnfold(id, false) : null}
          />
        );
      })}
      {open.length > 0 ? null : props.drift > 0 ? (
        <Empty title={words.changed(props.drift)} text={words.changedHint}>
          <Button onPress={props.onRearrange} kbd="R">
            {words.refresh}
          </Button>
        </Empty>
      ) : (
        <Empty title={words.none} text={words.noneHint} />
      )}
    </div>
  );
}
