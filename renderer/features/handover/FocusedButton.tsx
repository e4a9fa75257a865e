import { type ReactNode, useEffect, useRef } from 'react';
import { Button, type ButtonVariant } from '../../ui/kit/Button.tsx';
import { focusAfterOpening } from './focusAfterOpening.ts';

/** The one next step of a dialog: it has the focus, so that Enter presses it. */
export function FocusedButton(props: {
  text: string;
  variant: ButtonVariant;
  className?: string | undefined;
  onPress: () => void;
}): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => focusAfterOpening(button.current), []);
  return (
    <Button
      ref={button}
      variant={props.variant}
      className={props.className}
      onPress={props.onPress}
      kbd="Enter"
    >
      {props.text}
    </Button>
  );
}
