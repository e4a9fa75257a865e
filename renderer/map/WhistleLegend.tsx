import type { ReactNode } from 'react';
import { useWords } from '../base/words.ts';
import styles from './map.module.css';
import { WhistleShape } from './WhistleShape.tsx';
import { WHISTLE_GROUPS, WHISTLE_TONES } from './whistleMarks.ts';
import whistleStyles from './whistles.module.css';
import { whistleMapWords } from './whistleWords.ts';

/** Shapes show the stage of a whistle, colours the state of its nearest clock, the digit its level. */
export function WhistleLegend(): ReactNode {
  const words = useWords(whistleMapWords);
  return (
    <div className={styles['whistle-legend']}>
      <p className={styles['legend-title']}>
        <strong>{words.whistles}</strong>
      </p>
      <ul>
        {WHISTLE_GROUPS.map((group) => (
          <li key={group}>
            <WhistleShape group={group} tone={null} /> {words[group]}
          </li>
        ))}
      </ul>
      <ul>
        {WHISTLE_TONES.map((tone) => (
          <li key={tone} className={whistleStyles['whistle-tone']} data-tone={tone}>
            <i aria-hidden="true" /> {words[tone]}
          </li>
        ))}
      </ul>
      <p>{words.levels}</p>
      <ul>
        {([1, 2, 3, 4] as const).map((level) => (
          <li key={level}>{words[`levelName${level}`]}</li>
        ))}
      </ul>
    </div>
  );
}
