import type { ReactNode } from 'react';
import { appWords } from '../base/appWords.ts';
import { useWords } from '../base/words.ts';
import { reconnect, useConnection } from '../live/stream/events.ts';
import { ageText } from '../ui/DataAge.tsx';
import { uiWords } from '../ui/uiWords.ts';
import { useOurNow } from './our-now.ts';

/** Connection of this window to the service on this machine: shape, word and, when lost, how long. */
export function ConnectionMark(): ReactNode {
  const words = useWords(appWords);
  const ui = useWords(uiWords);
  const { state, since } = useConnection();
  const now = useOurNow();
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
      <button type="button" className="plain-button" onClick={reconnect}>
        {words.reconnect}
      </button>
    </span>
  );
}
