import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import type { Period } from '../../live/link/filter.ts';
import { setFilter } from '../../live/link/filters.ts';
import { ageText } from '../../ui/DataAge.tsx';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { uiWords } from '../../ui/uiWords.ts';
import { type Playback, SPEEDS } from './playback.ts';
import styles from './wall.module.css';
import { wallWords } from './words.ts';

type Props = {
  period: Period;
  label: string;
  chosen: boolean;
  playback: Playback;
  step: number;
  /** Cases reported in what is chosen; undefined until the answer came. */
  reported: number | undefined;
  clear: () => void;
};

/** Periods, playback and what is chosen, above the bars. */
export function PeriodBar({ period, label, chosen, playback, step, reported, clear }: Props): ReactNode {
  const words = useWords(wallWords);
  const ui = useWords(uiWords);
  const periods: [Period, string][] = [
    ['today', words.today],
    ['24h', words.h24],
    ['7d', words.d7],
    ['30d', words.d30],
    ['all', words.allTime],
  ];
  return (
    <div className={styles['periods']}>
      {periods.map(([each, name]) => (
        <Button
          key={each}
          pressed={period === each}
          onPress={() => {
            playback.stop();
            setFilter({ period: each, range: null });
          }}
        >
          {name}
        </Button>
      ))}
      <Button className={styles['periods-play']} onPress={playback.toggle}>
        {playback.playing ? `‖ ${words.pause}` : `▶ ${words.play}`}
      </Button>
      <Select
        label={words.speedOf}
        labelPlace="hidden"
        className={styles['periods-speed']}
        value={playback.speed}
        options={SPEEDS.map((speed) => ({ value: speed, label: words.speed(speed) }))}
        onChange={playback.setSpeed}
      />
      <strong className={styles['periods-label']}>{label}</strong>
      <span>{words.matching(count(reported))}</span>
      <span className={styles['periods-step']}>{words.perBar(ageText(ui, step))}</span>
      <Button disabled={!chosen} onPress={clear}>
        {words.wholePeriod}
      </Button>
    </div>
  );
}
