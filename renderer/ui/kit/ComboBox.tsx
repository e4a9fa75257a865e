import type { ReactNode, Ref } from 'react';
import { ComboBox as AriaComboBox, Button, Group, Input } from 'react-aria-components';
import { initialsOf } from '../../base/pinyin.ts';
import { classes } from './Button.tsx';
import styles from './ComboBox.module.css';
import fieldStyles from './Field.module.css';
import { FieldParts, type FieldTexts, fieldProps } from './Field.tsx';
import { type Option, Options, optionKey, optionValue } from './ListBox.tsx';
import { Popover } from './Popover.tsx';

type Props<T extends string | number> = FieldTexts & {
  /** Null: nothing is chosen. */
  value: T | null;
  options: readonly Option<T>[];
  onChange: (value: T | null) => void;
  placeholder?: string;
  /** Said where nothing matches what was typed. */
  none: string;
  disabled?: boolean;
  inputRef?: Ref<HTMLInputElement>;
};

/** One of a long list, found by a part of its name or by pinyin initials. Keys of an input method are never taken. */
export function ComboBox<T extends string | number>(props: Props<T>): ReactNode {
  const { options } = props;
  return (
    <AriaComboBox
      {...fieldProps(props)}
      value={props.value === null ? null : optionKey(props.value)}
      onChange={(key) => props.onChange(optionValue(options, key) ?? null)}
      defaultFilter={matches}
      menuTrigger="focus"
      allowsEmptyCollection
      isDisabled={props.disabled ?? false}
    >
      <FieldParts texts={props}>
        <Group className={classes(fieldStyles['box'], styles['box'])}>
          <Input ref={props.inputRef} className={styles['input'] ?? ''} placeholder={props.placeholder} />
          <Button className={styles['open'] ?? ''}>
            <span aria-hidden="true">▾</span>
          </Button>
        </Group>
      </FieldParts>
      <Popover>
        <Options options={options} none={props.none} />
      </Popover>
    </AriaComboBox>
  );
}

/** True when a name, or the pinyin initials of its characters, hold what was typed. */
function matches(name: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return name.toLowerCase().includes(wanted) || initialsOf(name).includes(wanted);
}
