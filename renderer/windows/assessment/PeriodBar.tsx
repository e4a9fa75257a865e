import { type ReactNode, useState } from 'react';
import { dateText, dayRange } from '../../live/link/cityTime.ts';
import type { AskedPeriod } from '../../live/queries/assessment.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { DateField } from '../../ui/kit/DateField.tsx';
import styles from './assessment.module.css';
import type { AssessmentWords } from './words.ts';

const NAMED = ['week', 'month', 'lastMonth', 'quarter', 'year'] as const;
const KEYS = ['Q', 'W', 'E', 'R', 'T'] as const;

type Props = {
  asked: AskedPeriod;
  /** The period that is shown; null before the first answer. */
  shown: { from: number; to: number } | null;
  zone: string;
  onPick: (asked: AskedPeriod) => void;
  words: AssessmentWords;
};

/** Named periods, and any days, both included. Days that make no period are kept as typed and said to be wrong. */
export function PeriodBar({ asked, shown, zone, onPick, words }: Props): ReactNode {
  const [typed, setTyped] = useState<{ from: string; to: string } | null>(null);
  const days =
    typed ??
    (shown === null
      ? { from: '', to: '' }
      : { from: dateText(shown.from, zone), to: dateText(shown.to - 1, zone) });
  const pick = (next: { from: string; to: string }): void => {
    const range = dayRange(next.from, next.to, zone);
    setTyped(range === null ? next : null);
    if (range !== null) onPick(range);
  };
  return (
    <fieldset className={styles['period']}>
      <legend className="visually-hidden">{words.period}</legend>
      {NAMED.map((name, index) => (
        <Button
          key={name}
          kbd={KEYS[index] ?? ''}
          pressed={typed === null && 'period' in asked && asked.period === name}
          onPress={() => {
            setTyped(null);
            onPick({ period: name });
          }}
        >
          {words[name]}
        </Button>
      ))}
      {(['from', 'to'] as const).map((end) => (
        <DateField
          key={end}
          label={words[end]}
          labelPlace="beside"
          problem={typed === null ? null : ''}
          value={days[end]}
          onChange={(day) => pick({ ...days, [end]: day })}
        />
      ))}
      {typed !== null && typed.from > typed.to && typed.to !== '' ? (
        <span role="alert" className={styles['wrong']}>
          {words.badDays}
        </span>
      ) : null}
    </fieldset>
  );
}
