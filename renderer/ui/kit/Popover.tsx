import { createContext, type ReactNode, useContext } from 'react';
import { Popover as AriaPopover } from 'react-aria-components';
import { useReturnedFocus } from '../focus.ts';
import { classes } from './classes.ts';
import styles from './Popover.module.css';

/** Where popovers are drawn: the dialog around them, since the page below a modal dialog is out of reach. Null: the page. */
export const PopoverHost = createContext<HTMLElement | null>(null);

/** The list or calendar under a field while it is open. Letters typed there are its own. */
export function Popover({
  children,
  className,
}: {
  children: ReactNode;
  className?: string | undefined;
}): ReactNode {
  const host = useContext(PopoverHost);
  return (
    <AriaPopover
      className={classes(styles['popover'], className)}
      offset={2}
      data-letters
      UNSTABLE_portalContainer={host ?? document.body}
    >
      <FocusReturn />
      {children}
    </AriaPopover>
  );
}

/** React Aria gives the focus back with the next picture; until then the window would take it for lost. */
function FocusReturn(): ReactNode {
  useReturnedFocus();
  return null;
}
