import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Kbd } from '../Kbd.tsx';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import { steady } from './steady.ts';

/**
 * `primary`: the one act a page is for. `danger`: takes something away. `quiet`: no box until the pointer is on it.
 * `icon`: a single sign. For a card or a row that is pressed as a whole take RowButton.
 */
export type ButtonVariant = 'plain' | 'primary' | 'danger' | 'quiet' | 'icon';

type Props = {
  children: ReactNode;
  onPress?: () => void;
  variant?: ButtonVariant;
  /** `submit` sends the form around it. */
  type?: 'button' | 'submit';
  /** The key that does the same, printed after the text. */
  kbd?: string;
  /** Shown when the pointer rests on the button; read after its name. */
  hint?: string;
  disabled?: boolean;
  /** Why it cannot be pressed now. Such a button keeps the focus and gives the reason; `disabled` alone gives none. */
  disabledReason?: string | null;
  /** On or off, for a button that shows a state. */
  pressed?: boolean;
  /** On or off, for a switch (the role, where that is what it says). */
  checked?: boolean;
  expanded?: boolean;
  /** `page` for the place that is shown, `true` for the chosen one of a list. */
  current?: 'page' | boolean;
  /** The name, where the text alone does not say it. */
  label?: string;
  describedBy?: string;
  autoFocus?: boolean;
  /** `data-focus`: the name by which a part of the window moves the focus to it. */
  focusName?: string;
  onBlur?: () => void;
  /** `data-part`: a name for tests, and for the styles of what is around it. */
  part?: string;
  className?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
};

/** A button. The press counts on release, by pointer, Enter or Space. */
export const Button = steady(function Button(props: Props): ReactNode {
  const { disabledReason = null, hint, variant = 'plain' } = props;
  const title = disabledReason ?? hint;
  return (
    <AriaButton
      ref={props.ref}
      type={props.type ?? 'button'}
      className={classes(styles['button'], styles[variant], props.className)}
      isDisabled={props.disabled === true}
      autoFocus={props.autoFocus ?? false}
      data-focus={props.focusName}
      data-part={props.part}
      onBlur={props.onBlur}
      aria-disabled={disabledReason === null ? undefined : true}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-current={props.current}
      onPress={() => {
        if (disabledReason === null) props.onPress?.();
      }}
      render={(dom) => (
        <button
          {...dom}
          title={title === '' ? undefined : title}
          {...(props.checked === undefined ? {} : { role: 'switch', 'aria-checked': props.checked })}
        />
      )}
    >
      {props.children}
      {props.kbd === undefined ? null : <Kbd keys={props.kbd} />}
    </AriaButton>
  );
});
