import type { KeyboardEvent, ReactNode } from 'react';
import type { Meeting } from '../../../shared/contract/meeting.ts';
import { useWords } from '../../base/words.ts';
import { ItemSources } from '../../features/meeting/ItemFacts.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { moved, ReorderList } from './ReorderList.tsx';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import styles from './window.module.css';
import { windowWords } from './words.ts';

/** The items of the meeting in the order in which they will be taken. */
export function Items(props: { meeting: Meeting; state: MeetingWindowState; onAdd: () => void }): ReactNode {
  const { meeting, state } = props;
  const words = useWords(windowWords);
  const { items } = state;
  const movable = state.mayRun && meeting.stage !== 'closed';
  const move = (key: string, to: number): void => {
    const keys = items.map((item) => item.key);
    void state.step({ type: 'order-items', keys: moved(keys, keys.indexOf(key), to), seen: meeting.seq });
  };
  const drop = (item: string): void => void state.step({ type: 'drop-item', item, reason: words.dropReason });
  const onKey = (key: string, event: KeyboardEvent): void => {
    if (!movable || event.key !== 'Delete') return;
    event.preventDefault();
    drop(key);
  };
  return (
    <Panel
      title={words.items}
      extra={
        <>
          <small>{words.itemsCount(items.length)}</small>
          {meeting.stage === 'closed' ? null : (
            <Button onPress={props.onAdd} kbd="A" part="m-add">
              {words.addItem}
            </Button>
          )}
        </>
      }
    >
      <ReorderList
        part="m-items"
        label={words.items}
        hint={words.reorderHint}
        movable={movable}
        rows={items.map((item, index) => ({
          key: item.key,
          content: (
            <>
              <span className={styles['row-number']}>{index + 1}</span>
              <span className={styles['row-text']}>{item.problem}</span>
              <ItemSources item={item} />
              <small>{item.lead?.name ?? words.noUnit}</small>
            </>
          ),
        }))}
        onMove={move}
        onKey={onKey}
        tools={(key) =>
          movable ? (
            <Button variant="icon" label={words.dropItem} hint={words.dropItem} onPress={() => drop(key)}>
              ×
            </Button>
          ) : null
        }
      />
      {meeting.dropped.length === 0 ? null : (
        <ul className={styles['dropped']} data-part="m-dropped">
          <li>{words.dropped(meeting.dropped.length)}</li>
          {meeting.dropped.map(({ key, reason }) => (
            <li key={key}>
              {key} · {reason}{' '}
              {movable ? (
                <Button variant="quiet" onPress={() => void state.step({ type: 'restore-item', item: key })}>
                  {words.restore}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {movable ? <p className={styles['keys']}>{words.itemKeys}</p> : null}
    </Panel>
  );
}
