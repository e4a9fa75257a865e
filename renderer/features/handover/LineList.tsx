import { type ReactNode, useEffect, useRef } from 'react';
import { factText, type TextContext } from './factText.ts';
import styles from './handover.module.css';
import { type Group, isOpen, type Line } from './lines.ts';

/** All lines under their headings. The focus stays on the list, which names the line under the cursor. */
export function LineList(props: {
  groups: readonly Group[];
  cursor: string | null;
  onMove: (key: string) => void;
  onOpen: () => void;
  context: TextContext;
}): ReactNode {
  const { groups, cursor, context } = props;
  const { words } = context;
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the cursor moves, never because the list changed
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [cursor]);
  return (
    <div
      ref={list}
      className={styles['list']}
      role="listbox"
      aria-label={words.list}
      tabIndex={0}
      data-focus="list"
      aria-activedescendant={cursor === null ? undefined : idOf(cursor)}
    >
      {groups.map(({ id, lines }) => {
        const remaining = lines.filter(isOpen).length;
        const written = lines.some(({ item }) => item !== null);
        return (
          // biome-ignore lint/a11y/useSemanticElements: groups of options in a list box
          <div key={id} role="group" aria-label={words[`section_${id}`]}>
            <div className={styles['section']} aria-hidden="true">
              {words[`section_${id}`]} <b>{lines.length}</b>{' '}
              <small data-left={remaining > 0}>
                {lines.length === 0 || !written
                  ? words.none
                  : remaining > 0
                    ? words.left(remaining)
                    : words.allDone}
              </small>
            </div>
            {lines.map((line) => (
              <Row key={line.key} line={line} on={line.key === cursor} {...props} />
            ))}
          </div>
        );
      })}
    </div>
  );
}

function Row({
  line,
  on,
  onMove,
  onOpen,
  context,
}: {
  line: Line;
  on: boolean;
  onMove: (key: string) => void;
  onOpen: () => void;
  context: TextContext;
}): ReactNode {
  const { words } = context;
  const { item, heading } = line;
  const text =
    item === null
      ? { title: heading === null ? '' : words[`heading_${heading}`], state: words.noteNone, urgent: false }
      : factText(item.fact, context);
  const state = stateOf(line);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list moves its cursor by keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the list, which names the active line
    <div
      id={idOf(line.key)}
      className={styles['line']}
      role="option"
      aria-selected={on}
      data-state={state}
      data-urgent={text.urgent}
      onClick={() => onMove(line.key)}
      onDoubleClick={onOpen}
    >
      <span className={styles['mark']} aria-hidden="true">
        {MARKS[state]}
      </span>
      <span className={styles['title']}>{text.title}</span>
      <span className={styles['state']}>{text.state}</span>
      <span className={styles['tags']}>
        {item === null || item.mark === 'plain' ? null : (
          <em data-mark={item.mark}>{words[`mark_${item.mark}`]}</em>
        )}
        {state === 'empty' || state === 'ended' ? null : <small>{words[state]}</small>}
      </span>
    </div>
  );
}

type State = 'unread' | 'checked' | 'objected' | 'ended' | 'empty';
const MARKS: Record<State, string> = { unread: '○', checked: '✓', objected: '!', ended: '—', empty: '·' };

function stateOf({ item }: Line): State {
  if (item === null) return 'empty';
  if (item.ack !== null) return item.ack.verdict;
  return item.mark === 'ended' ? 'ended' : 'unread';
}

function idOf(key: string): string {
  return `handover-${key.replace(/[^\w-]/g, '_')}`;
}
