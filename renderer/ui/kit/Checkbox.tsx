import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import styles from './Checkbox.module.css';
import { classes } from './classes.ts';
import { steady } from './steady.ts';

type Props = {
  /** The name beside the box. */
  children: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** The name, where what stands beside the box does not say it. */
  label?: string;
  disabled?: boolean;
  /** `data-part`: a name for tests, and for the styles of what is around it. */
  part?: string;
  className?: string | undefined;
};

/** A box to tick, with its name. */
export const Checkbox = steady(function Checkbox(props: Props): ReactNode {
  return (
    <AriaCheckbox
      className={classes(styles['checkbox'], props.className)}
      isSelected={props.checked}
      onChange={props.onChange}
      isDisabled={props.disabled ?? false}
      aria-label={props.label}
      data-part={props.part}
    >
      <span className={styles['box']} aria-hidden="true">
        {props.checked ? '✓' : ''}
      </span>
      {props.children}
    </AriaCheckbox>
  );
});
