import type { ReactNode, Ref } from 'react';
import { ToggleButton as AriaToggleButton } from 'react-aria-components';
import { Kbd } from '../Kbd.tsx';
import styles from './Button.module.css';
import { classes } from './Button.tsx';

type Props = {
  children: ReactNode;
  on: boolean;
  onChange: (on: boolean) => void;
  kbd?: string;
  hint?: string;
  label?: string;
  disabled?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** A button that stays on or off (aria-pressed). */
export function ToggleButton(props: Props): ReactNode {
  const { hint } = props;
  return (
    <AriaToggleButton
      ref={props.ref}
      className={classes(styles['button'], props.className)}
      isSelected={props.on}
      isDisabled={props.disabled === true}
      onChange={props.onChange}
      aria-label={props.label}
      render={(dom) => <button {...dom} title={hint === '' ? undefined : hint} />}
    >
      {props.children}
      {props.kbd === undefined ? null : <Kbd keys={props.kbd} />}
    </AriaToggleButton>
  );
}
