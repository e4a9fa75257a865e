import { type ReactNode, useState } from 'react';
import type { MessageState, OutboxMessage } from '../../../shared/contract/outbox.ts';
import { ACTION_WORDS, OUTBOX_EVENT_WORDS } from '../../../shared/outbox/words.ts';
import { usePrefs } from '../../base/prefs.ts';
import { useWords } from '../../base/words.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Decide, type Wanted } from './Decide.tsx';
import styles from './outbox.module.css';
import { outboxWords } from './outboxWords.ts';

/** Shapes beside the colours. */
const SHAPES: Record<MessageState, string> = {
  pending: '◆',
  sending: '◆',
  acknowledged: '●',
  refused: '▲',
  unknown: '▲',
  discarded: '○',
};

/** One message (回传): what was told, where it stands, what stood in the way, and what a person may decide. */
export function OutboxItem({ message }: { message: OutboxMessage }): ReactNode {
  const words = useWords(outboxWords);
  const language = usePrefs((prefs) => prefs.language);
  const errorText = useSentErrorText();
  const zone = useZone();
  const now = useNow(60_000);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const { state, error, settledBy, upstreamId } = message;
  const failed = state === 'refused' || state === 'unknown';
  const details = [
    words.because(OUTBOX_EVENT_WORDS[message.event][language]),
    shortTime(message.createdAt, zone, now),
    message.attempts === 0 ? '' : words.attempts(message.attempts),
    message.waitsFor === null ? '' : words.waitsFor(message.waitsFor),
    message.nextAttemptAt === null || message.waitsFor !== null || message.attempts === 0
      ? ''
      : words.next(shortTime(message.nextAttemptAt, zone, now)),
    upstreamId === null ? '' : words.upstreamId(upstreamId),
  ].filter((text) => text !== '');
  return (
    <li className={styles['message']} data-part="outbox-message" data-state={state} data-id={message.id}>
      <div className={styles['line']}>
        <span className={styles['state']} data-part="outbox-state">
          <span aria-hidden="true">{SHAPES[state]}</span> {words[`state_${state}`]}
        </span>
        <b>{ACTION_WORDS[message.action][language]}</b>
        <span className={styles['dim']}>#{message.id}</span>
        <span className={styles['dim']}>{details.join(' · ')}</span>
      </div>
      {message.text === '' ? null : <p className={styles['text']}>{message.text}</p>}
      {error === null || state === 'acknowledged' ? null : (
        <p className={styles['error']} data-part="outbox-error">
          {errorText(error)}
        </p>
      )}
      {settledBy === null ? null : (
        <p className={styles['dim']}>{words.settledBy(settledBy.operator, settledBy.reason)}</p>
      )}
      {state === 'unknown' ? <p className={styles['dim']}>{words.unknownHelp}</p> : null}
      {failed && !message.mayAct ? <p className={styles['dim']}>{words.notYours}</p> : null}
      {message.mayAct && (failed || (state === 'pending' && message.attempts > 0)) ? (
        <div className={styles['acts']}>
          <Button hint={words.retryHint} onPress={() => setWanted('retry')}>
            {words.retry}
          </Button>
          {state === 'refused' ? <Button onPress={() => setWanted('change')}>{words.change}</Button> : null}
          {failed ? (
            <Button hint={words.deliveredHint} onPress={() => setWanted('delivered')}>
              {words.delivered}
            </Button>
          ) : null}
          <Button variant="danger" onPress={() => setWanted('discard')}>
            {words.discard}…
          </Button>
        </div>
      ) : null}
      {wanted === null ? null : (
        <Decide key={wanted} message={message} wanted={wanted} onDone={() => setWanted(null)} />
      )}
    </li>
  );
}
