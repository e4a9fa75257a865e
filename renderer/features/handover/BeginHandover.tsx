import type { ReactNode } from 'react';
import type { PostHandover } from '../../../shared/contract/handover.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { beginHandover } from '../../live/queries/handover.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { attempt } from './attempt.ts';
import { FocusedButton } from './FocusedButton.tsx';
import styles from './handover.module.css';
import { handoverWords } from './handoverWords.ts';

/** No hand-over is open: the last one, whether one is due, and the button that begins one. */
export function BeginHandover(props: {
  desk: PostHandover;
  operator: string;
  /** Of the last step; null: it succeeded. */
  error: unknown;
  onError: (error: unknown) => void;
}): ReactNode {
  const { desk, operator } = props;
  const words = useWords(handoverWords);
  const errorText = useErrorText();
  const zone = useZone();
  const now = useNow(60_000);
  return (
    <div className={styles['elsewhere']}>
      <h3>{desk.post.name}</h3>
      <p>{words.about}</p>
      <p className={styles['quiet']}>
        {desk.last === null
          ? words.never
          : words.lastTime(shortTime(desk.last.signedAt, zone, now), desk.last.outgoing, desk.last.incoming)}
      </p>
      {desk.due === null ? null : (
        <p className={styles['due']} data-part="handover-due">
          {words.dueAt(desk.due.name)}
        </p>
      )}
      <FocusedButton
        text={words.begin}
        variant="primary"
        onPress={() => void attempt(beginHandover(operator), props.onError)}
      />
      <p className={styles['quiet']}>{words.beginHint}</p>
      {props.error === null ? null : <ErrorLine>{errorText(props.error)}</ErrorLine>}
    </div>
  );
}
