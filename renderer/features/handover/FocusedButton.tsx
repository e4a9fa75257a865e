import { type ReactNode, useEffect, useRef } from 'react';
import { Kbd } from '../../ui/Kbd.tsx';
import { focusIn } from './focusAfterOpening.ts';

/** What comes next, where there is one such thing: it has the focus, and Enter does it. */
export function MainButton(props: { text: string; className: string; onPress: () => void }): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => focusIn(button.current), []);
  return (
    <button ref={button} type="button" className={`plain-button ${props.className}`} onClick={props.onPress}>
      {props.text} <Kbd keys="Enter" />
    </button>
  );
}
