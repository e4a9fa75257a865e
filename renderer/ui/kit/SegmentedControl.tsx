import type { ReactNode, Ref } from 'react';
import { Group } from 'react-aria-components';
import styles from './SegmentedControl.module.css';
import { ToggleButton } from './ToggleButton.tsx';

type Props<T> = {
  /** Names the group; not shown. */
  label: string;
  options: readonly { value: T; label: string; hint?: string }[];
  /** The chosen one; null when none of them is. */
  value: T | null;
  /** Called with the pressed option, also when it is the chosen one already. */
  onChange: (value: T) => void;
  /** The first button, for whoever leads the focus here. */
  firstRef?: Ref<HTMLButtonElement>;
};

/** One of a few, all in sight. For more than about six use Select. */
export function SegmentedControl<T>({ label, options, value, onChange, firstRef }: Props<T>): ReactNode {
  return (
    <Group className={styles['segments'] ?? ''} aria-label={label}>
      {options.map((option, at) => (
        <ToggleButton
          key={option.label}
          ref={at === 0 ? (firstRef ?? null) : null}
          className={styles['segment']}
          on={option.value === value}
          onChange={() => onChange(option.value)}
          hint={option.hint}
        >
          {option.label}
        </ToggleButton>
      ))}
    </Group>
  );
}
