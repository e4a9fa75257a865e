import { type ReactNode, useState } from 'react';
import { Disclosure as AriaDisclosure, Button, DisclosurePanel, Heading } from 'react-aria-components';
import styles from './Disclosure.module.css';

type Props = {
  /** What can be unfolded; stays in sight. */
  summary: ReactNode;
  children: ReactNode;
  /** Unfolded from the beginning. */
  startOpen?: boolean;
  /** Unfolded whatever is pressed, while what is inside has an effect that must be seen. */
  held?: boolean;
  /** Told of each press, for whoever asks for what is inside only then. */
  onOpen?: (open: boolean) => void;
  className?: string | undefined;
};

/** Something more under one line, folded away until it is asked for. What was typed inside stays. */
export function Disclosure(props: Props): ReactNode {
  const [open, setOpen] = useState(props.startOpen ?? false);
  return (
    <AriaDisclosure
      className={props.className ?? ''}
      isExpanded={open || props.held === true}
      onExpandedChange={(now) => {
        setOpen(now);
        props.onOpen?.(now);
      }}
    >
      <Heading level={3} className={styles['heading'] ?? ''}>
        <Button slot="trigger" className={styles['summary'] ?? ''}>
          <span className={styles['sign']} aria-hidden="true">
            {open || props.held === true ? '▼' : '▶'}
          </span>
          <span>{props.summary}</span>
        </Button>
      </Heading>
      <DisclosurePanel>{props.children}</DisclosurePanel>
    </AriaDisclosure>
  );
}
