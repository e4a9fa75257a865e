import type { ReactNode } from 'react';
import type { Speaker } from '../../../shared/contract/meeting.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { useNow } from '../../live/link/clock.ts';
import styles from './meeting.module.css';
import { meetingWords } from './meetingWords.ts';
import { lengthText } from './times.ts';

/** Who speaks, and how much of the time is left; over it, how much over. */
export function SpeakerClock({ speaker }: { speaker: Speaker }): ReactNode {
  const words = useWords(meetingWords);
  const { colon } = usePunctuation();
  const now = useNow(1000);
  const left = speaker.since + speaker.limitMs - now;
  return (
    <p className={styles['speaker']} data-part="m-speaker" data-over={left < 0} role="timer">
      {words.speaking}
      {colon}
      <b>{speaker.unit.name}</b>{' '}
      <span className={styles['speaker-time']}>
        {left < 0 ? words.over(lengthText(-left)) : words.left(lengthText(left))}
      </span>
    </p>
  );
}
