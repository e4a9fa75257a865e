import type { ReactNode } from 'react';
import { appWords } from '../base/appWords.ts';
import { useWords } from '../base/words.ts';
import { useNow } from '../live/link/clock.ts';
import { reconnect, useConnection, useLive } from '../live/stream/events.ts';
import { ageText } from '../ui/DataAge.tsx';
import { Button } from '../ui/kit/Button.tsx';
import { uiWords } from '../ui/uiWords.ts';

/** Connection of this window to the service: shape, word and, when lost, for how long. */
export function ConnectionMark(): ReactNode {
  const words = useWords(appWords);
  const ui = useWords(uiWords);
  const { state, since } = useConnection();
  const now = useMachineNow();
  if (state === 'open')
    return (
      <span className="connection" data-state="open" title={words.connected}>
        <span aria-hidden="true">●</span> <span className="connection-word">{words.connected}</span>
      </span>
    );
  if (state === 'connecting')
    return (
      <span className="connection" data-state="connecting">
        <span aria-hidden="true">○</span> {words.connecting}
      </span>
    );
  return (
    <span className="connection" data-state="lost" role="alert">
      <span aria-hidden="true">×</span> {words.lost(ageText(ui, Math.max(0, now - since)))}
      <Button onPress={reconnect}>{words.reconnect}</Button>
    </span>
  );
}

/** This machine's clock by the second, UTC ms: how long the connection is lost does not depend on the service's clock. */
function useMachineNow(): number {
  const offset = useLive((state) => state.clockOffset);
  return useNow(1000) - offset;
}
