import { type ReactNode, useEffect, useRef } from 'react';
import { Kbd } from '../../ui/Kbd.tsx';
import { focusAfterOpening } from './focusAfterOpening.ts';

/** The one next step of a dialog: it has the focus, so that Enter presses it. */
export function FocusedButton(props: { text: string; className: string; onPress: () => void }): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => focusAfterOpening(button.current), []);
  return (
    <button ref={button} type="button" className={`plain-button ${props.className}`} onClick={props.onPress}>
      {props.text} <Kbd keys="Enter" />
    </button>
  );
}
