import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import { classes } from './classes.ts';
import fieldStyles from './Field.module.css';
import styles from './FilteredList.module.css';

type Props<T> = {
  /** Names the field. */
  label: string;
  placeholder: string;
  /** Names the list. */
  listLabel: string;
  text: string;
  onText: (text: string) => void;
  /** What fits the text, best first. */
  items: readonly T[];
  idOf: (item: T) => string;
  children: (item: T) => ReactNode;
  /** Enter, or a press on the row. */
  onChoose: (item: T) => void;
  /** Tab; null: Tab moves the focus on as everywhere. */
  onComplete: ((item: T) => void) | null;
  /** Of the row that was chosen, where the list stays in sight after that; null: the row under the cursor is marked. */
  chosen: string | null;
  /** Sets the height of the list. */
  listClassName?: string | undefined;
};

/**
 * A field and, under it, the list that its text narrows (输入筛选). The focus stays in the field; ↑ and ↓ move the cursor
 * through the list. The first row has the cursor whenever the text changed: React Aria's Autocomplete takes it away
 * after a deletion or a paste, and Enter would then do nothing.
 */
export function FilteredList<T>(props: Props<T>): ReactNode {
  const { items, idOf, chosen } = props;
  const [cursor, setCursor] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const at = Math.min(cursor, Math.max(0, items.length - 1));
  const active = items[at];
  const rowId = (item: T): string => `${id}-${idOf(item)}`;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter and the arrows are the input method's while it composes.
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setCursor(Math.max(0, Math.min(items.length - 1, at + step)));
    else if (event.key === 'Tab' && !event.shiftKey && props.onComplete !== null) {
      if (active !== undefined) props.onComplete(active);
      setCursor(0);
    } else if (event.key === 'Enter') {
      if (active !== undefined) props.onChoose(active);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <TextField
        aria-label={props.label}
        className={classes(fieldStyles['field'], styles['field'])}
        value={props.text}
        onChange={(text) => {
          setCursor(0);
          props.onText(text);
        }}
        autoComplete="off"
        autoFocus
        spellCheck="false"
      >
        <Input
          className={fieldStyles['box'] ?? ''}
          placeholder={props.placeholder}
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={id}
          aria-activedescendant={active === undefined ? undefined : rowId(active)}
          onKeyDown={onKeyDown}
        />
      </TextField>
      <div
        ref={list}
        id={id}
        className={classes(styles['list'], props.listClassName)}
        role="listbox"
        aria-label={props.listLabel}
      >
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above moves through the list by arrow keys
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active row
          <div
            key={idOf(item)}
            id={rowId(item)}
            className={styles['row']}
            role="option"
            aria-selected={chosen === null ? index === at : idOf(item) === chosen}
            onClick={() => {
              setCursor(index);
              props.onChoose(item);
            }}
          >
            {props.children(item)}
          </div>
        ))}
      </div>
    </>
  );
}
