import type { ReactNode } from 'react';
import type { CityStatus } from '../../shared/contract/status.ts';
import { useWords } from '../base/words.ts';
import { useStatus } from '../live/queries/city.ts';
import styles from './SimulatedBadge.module.css';
import { uiWords } from './uiWords.ts';

/** 模拟 or 演练 in a frame of its own, from the city's own status; nothing in live mode. */
export function SimulatedBadge(): ReactNode {
  const words = useWords(uiWords);
  const mode = useStatus(modeOf);
  if (mode === undefined || mode === 'live') return null;
  return (
    <strong
      className={styles['badge']}
      data-part="mode-badge"
      title={mode === 'drill' ? words.drillHint : words.simulatedHint}
    >
      {mode === 'drill' ? words.drill : words.simulated}
    </strong>
  );
}

const modeOf = ({ mode }: CityStatus): CityStatus['mode'] => mode;
