import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { useRootSize } from '../../base/theme.ts';
import { Button } from '../../ui/kit/Button.tsx';
import type { Names } from '../../ui/names.ts';
import { Card } from './Card.tsx';
import type { ColumnId } from './columns.ts';
import styles from './whistles.module.css';
import type { WhistleWords } from './words.ts';

/** Height of a card with the gap under it, rem. */
const CARD_REM = 7.75;
/** Cards drawn above and below what is in sight. */
const MORE = 3;

type Props = {
  id: ColumnId;
  title: string;
  ids: readonly string[];
  /** Figure in the head where it is not the number of cards (closed ones are not all loaded). */
  total: number;
  rows: ReadonlyMap<string, WhistleSummary>;
  selectedId: string | null;
  me: SessionState | null;
  now: number;
  names: Names;
  words: WhistleWords;
  marked: readonly string[];
  onMark: (id: string) => void;
  onOpen: (id: string) => void;
  onFold: (() => void) | null;
};

/** A column of the board; only the cards in sight are in the document, so that thousands cost what a screen costs. */
export function Column(props: Props): ReactNode {
  const { ids, rows, selectedId, words } = props;
  const height = Math.round(useRootSize() * CARD_REM);
  const box = useRef<HTMLFieldSetElement>(null);
  const [view, setView] = useState({ top: 0, height: 1200 });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  const at = selectedId === null ? -1 : ids.indexOf(selectedId);
  useEffect(() => {
    const element = box.current;
    if (element === null || at < 0) return;
    const top = at * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height > element.scrollTop + element.clientHeight)
      element.scrollTop = top + height - element.clientHeight;
  }, [at, height]);
  const first = Math.max(0, Math.floor(view.top / height) - MORE);
  const last = Math.min(ids.length, Math.ceil((view.top + view.height) / height) + MORE);
  return (
    <section
      className={styles['column']}
      data-part="w-column"
      data-column={props.id}
      aria-label={props.title}
    >
      <header>
        <h2>{props.title}</h2>
        <b>{props.total}</b>
        {props.onFold === null ? null : <Button onPress={props.onFold}>{words.fold}</Button>}
      </header>
      <fieldset
        ref={box}
        className={styles['cards']}
        tabIndex={ids.length === 0 ? undefined : 0}
        aria-label={props.title}
        onScroll={(event) => {
          const { scrollTop, clientHeight } = event.currentTarget;
          setView({ top: scrollTop, height: clientHeight });
        }}
      >
        <div className={styles['cards-all']} style={{ height: ids.length * height }}>
          {ids.slice(first, last).map((id, index) => {
            const row = rows.get(id);
            if (row === undefined) return null;
            return (
              <div key={id} className={styles['slot']} style={{ top: (first + index) * height, height }}>
                <Card
                  row={row}
                  column={props.id}
                  selected={id === selectedId}
                  me={props.me}
                  now={props.now}
                  names={props.names}
                  words={words}
                  marked={props.marked.includes(id)}
                  onMark={props.onMark}
                  onOpen={props.onOpen}
                />
              </div>
            );
          })}
        </div>
      </fieldset>
    </section>
  );
}
