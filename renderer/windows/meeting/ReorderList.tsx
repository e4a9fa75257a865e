import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import styles from './window.module.css';

type Row = { key: string; content: ReactNode };

type Props = {
  label: string;
  rows: readonly Row[];
  hint: string;
  /** False: the order stands. */
  movable: boolean;
  onMove: (key: string, to: number) => void;
  /** Presses on a row that the list does not take itself. */
  onKey: (key: string, event: KeyboardEvent) => void;
  tools: (key: string) => ReactNode;
  part: string;
};

/** A list that is put in order by dragging and by Alt with the arrow keys. Arrows alone move the focus. */
export function ReorderList(props: Props): ReactNode {
  const { rows, movable, onMove } = props;
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const focusRow = (index: number): void =>
    list.current?.querySelectorAll<HTMLElement>('[data-row]')[index]?.focus();
  const onKeyDown = (key: string, index: number, event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) {
      props.onKey(key, event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const to = Math.min(rows.length - 1, Math.max(0, index + step));
    if (event.altKey && movable && to !== index) onMove(key, to);
    else if (!event.altKey) focusRow(to);
  };
  return (
    <ol ref={list} className={styles['reorder']} aria-label={props.label} data-part={props.part}>
      {rows.map(({ key, content }, index) => (
        <li
          key={key}
          data-over={over === index && dragged !== null}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(index);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== null) onMove(dragged, index);
            setDragged(null);
            setOver(null);
          }}
        >
          <RowButton
            className={styles['row']}
            data-row={key}
            draggable={movable}
            title={movable ? props.hint : undefined}
            onDragStart={() => setDragged(key)}
            onDragEnd={() => setDragged(null)}
            onKeyDown={(event) => onKeyDown(key, index, event)}
          >
            {content}
          </RowButton>
          <span className={styles['row-tools']}>{props.tools(key)}</span>
        </li>
      ))}
    </ol>
  );
}

/** The list with one entry at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}
