import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { useCheckInCode } from '../../live/whistles/whistleQueries.ts';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';
import type { BoardContext } from './boardContext.ts';
import styles from './whistles.module.css';

/** The code that the street shows on site (现场签到码), with its end. */
export function CheckIn({ whistle, parts }: { whistle: string; parts: BoardContext }): ReactNode {
  const words = useWords(actWords);
  const code = useCheckInCode(whistle).data;
  if (code === undefined) return null;
  return (
    <p className={actStyles['check-in']} data-part="w-check-in">
      {words.checkIn} <b>{code.code}</b>{' '}
      <span className={styles['dim']}>{words.checkInUntil(parts.time(code.until))}</span>
    </p>
  );
}
