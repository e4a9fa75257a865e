import type { ReactNode } from 'react';
import { Disclosure as AriaDisclosure, Button, DisclosurePanel, Heading } from 'react-aria-components';
import { classes } from './Button.tsx';
import styles from './Disclosure.module.css';

type Props = {
  /** What can be unfolded; stays in sight. */
  summary: ReactNode;
  children: ReactNode;
  open: boolean;
  onOpen: (open: boolean) => void;
  className?: string;
};

/** Something more under one line, folded away until it is asked for. */
export function Disclosure({ summary, children, open, onOpen, className }: Props): ReactNode {
  return (
    <AriaDisclosure
      className={classes(styles['disclosure'], className)}
      isExpanded={open}
      onExpandedChange={onOpen}
    >
      <Heading level={3} className={styles['heading'] ?? ''}>
        <Button slot="trigger" className={styles['summary'] ?? ''}>
          <span className={styles['sign']} aria-hidden="true">
            ▸
          </span>
          {summary}
        </Button>
      </Heading>
      <DisclosurePanel>{open ? children : null}</DisclosurePanel>
    </AriaDisclosure>
  );
}
