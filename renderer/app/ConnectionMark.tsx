import type { ReactNode } from 'react';
import { appWords } from '../base/appWords.ts';
import { useWords } from '../base/words.ts';
import { useMachineNow } from '../live/link/clock.ts';
import { reconnect, useConnection } from '../live/stream/events.ts';
import { ageText } from '../ui/DataAge.tsx';
import { Button } from '../ui/kit/Button.tsx';
import { uiWords } from '../ui/uiWords.ts';
import styles from './shell.module.css';

/** Connection of this window to the service: shape, word and, when lost, for how long. */
export function ConnectionMark(): ReactNode {
  const words = useWords(appWords);
  const ui = useWords(uiWords);
  const { state, since } = useConnection();
  // How long the connection is lost does not depend on the service's clock.
  const now = useMachineNow(1000);
  if (state === 'open')
    return (
      <span className={styles['connection']} data-part="connection" data-state="open" title={words.connected}>
        <span aria-hidden="true">●</span> <span className={styles['connection-word']}>{words.connected}</span>
      </span>
    );
  if (state === 'connecting')
    return (
      <span className={styles['connection']} data-part="connection" data-state="connecting">
        <span aria-hidden="true">○</span> {words.connecting}
      </span>
    );
  return (
    <span className={styles['connection']} data-part="connection" data-state="lost" role="alert">
      <span aria-hidden="true">×</span> {words.lost(ageText(ui, Math.max(0, now - since)))}
      <Button onPress={reconnect}>{words.reconnect}</Button>
    </span>
  );
}
