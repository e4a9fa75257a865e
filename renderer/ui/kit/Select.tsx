import { type ReactNode, useRef } from 'react';
import { Select as AriaSelect, Button, SelectValue } from 'react-aria-components';
import { classes } from './classes.ts';
import fieldStyles from './Field.module.css';
import { FieldParts, type FieldTexts, fieldProps } from './Field.tsx';
import { type Option, Options, optionKey, optionValue } from './ListBox.tsx';
import { Popover } from './Popover.tsx';
import styles from './Select.module.css';
import { steady } from './steady.ts';

type Props<T extends string | number> = FieldTexts & {
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
  /** A choice that narrows what is shown; it is then marked. */
  marked?: boolean;
  /** The focus left the field, or its list closed. */
  onBlur?: () => void;
  /** Told after `onChange` when the choice was made in the open list: arrow keys and letters on the field pass by others. */
  onPicked?: () => void;
  disabled?: boolean;
};

/** One of a list. Letters typed on it choose by the beginning of the names. */
export const Select: typeof DrawnSelect = steady(DrawnSelect);

function DrawnSelect<T extends string | number>(props: Props<T>): ReactNode {
  const { options } = props;
  const list = useRef({ open: false, picked: false });
  return (
    <AriaSelect
      {...fieldProps(props)}
      value={optionKey(props.value)}
      onChange={(key) => {
        const value = optionValue(options, key);
        list.current.picked = list.current.open;
        if (value !== undefined) props.onChange(value);
      }}
      onOpenChange={(open) => {
        const { picked } = list.current;
        list.current = { open, picked: false };
        // Once the list is gone: until then it holds the focus.
        if (!open && picked) setTimeout(() => props.onPicked?.());
      }}
      onBlur={props.onBlur}
      isDisabled={props.disabled ?? false}
    >
      <FieldParts texts={props}>
        <Button
          className={classes(fieldStyles['box'], styles['trigger'])}
          data-letters
          data-focus={props.focusName}
          data-marked={props.marked ?? false}
        >
          <SelectValue className={styles['value'] ?? ''} />
          <span className={styles['arrow']} aria-hidden="true">
            ▼
          </span>
        </Button>
      </FieldParts>
      <Popover>
        <Options options={options} />
      </Popover>
    </AriaSelect>
  );
}
