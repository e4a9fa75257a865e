import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { HandoverList } from '../../../shared/contract/handover.ts';
import { pressedKey } from '../../base/pressedKey.ts';
import { printPage } from '../../base/printPage.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { dateText, shortTime } from '../../live/link/cityTime.ts';
import { useHandoverRecord, usePastHandovers } from '../../live/queries/handover.ts';
import { Button } from '../../ui/kit/Button.tsx';
import type { TextContext } from './factText.ts';
import { focusAfterOpening } from './focusAfterOpening.ts';
import styles from './handover.module.css';
import { RecordSheet } from './RecordSheet.tsx';
import { useTextContext } from './useTextContext.ts';

/** Signed hand-overs that the operator may read (历次记录), and the sheet of the one under the cursor. */
export function PastHandovers({ operator }: { operator: string }): ReactNode {
  const context = useTextContext('');
  const { words } = context;
  const errorText = useErrorText();
  const past = usePastHandovers(operator);
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const items = past.data?.items ?? [];
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === chosen),
  );
  const record = useHandoverRecord(items[at]?.id ?? null).data;
  const ready = past.data !== undefined;
  useEffect(() => {
    if (ready) focusAfterOpening(list.current);
  }, [ready]);
  const onKey = (event: KeyboardEvent): void => {
    const key = pressedKey(event);
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[key];
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (step !== undefined) setChosen(items[at + step]?.id ?? items[at]?.id ?? null);
    else if (key === 'p' && record !== undefined) printPage();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (past.isError) return <p role="alert">{errorText(past.error)}</p>;
  if (!ready) return <p role="status">{words.reading}</p>;
  if (items.length === 0) return <p className={styles['elsewhere']}>{words.noPast}</p>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the list and of its sheet
    <div className={styles['past']} onKeyDown={onKey}>
      <div
        ref={list}
        className={styles['list']}
        role="listbox"
        aria-label={words.past}
        tabIndex={0}
        aria-activedescendant={items[at] === undefined ? undefined : `handover-past-${items[at].seq}`}
      >
        {items.map((item, index) => (
          <Row
            key={item.id}
            item={item}
            on={index === at}
            onPress={() => setChosen(item.id)}
            context={context}
          />
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keys as well */}
      <section className={styles['paper']} tabIndex={0} aria-label={words.past}>
        <Button className={styles['print']} onPress={printPage} kbd="P">
          {words.print}
        </Button>
        {record === undefined ? (
          <p role="status">{words.reading}</p>
        ) : (
          <RecordSheet record={record} context={context} />
        )}
      </section>
    </div>
  );
}

function Row(props: {
  item: HandoverList['items'][number];
  on: boolean;
  onPress: () => void;
  context: TextContext;
}): ReactNode {
  const { item, context } = props;
  const { words, zone, now } = context;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list moves its cursor by keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the list, which names the active line
    <div
      id={`handover-past-${item.seq}`}
      className={styles['line']}
      role="option"
      aria-selected={props.on}
      onClick={props.onPress}
    >
      <span className={styles['mark']} aria-hidden="true">
        ✓
      </span>
      <span className={styles['title']}>
        {dateText(item.shift.at, zone)} {item.shift.name} · {item.post.name}
      </span>
      <span className={styles['state']}>
        {item.outgoing} → {item.incoming} · {shortTime(item.signedAt, zone, now)}
      </span>
      <span className={styles['tags']}>
        <small>{words.lines(item.lines, item.objected)}</small>
      </span>
    </div>
  );
}
