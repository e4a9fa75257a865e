import { type ReactNode, useState } from 'react';
import { dateText, dayRange } from '../../../live/link/cityTime.ts';
import { Button } from '../../../ui/kit/Button.tsx';
import { DateField } from '../../../ui/kit/DateField.tsx';
import figureStyles from './indicators.module.css';
import { PERIODS, type Period, periodOf } from './period.ts';
import type { IndicatorWords } from './words.ts';

type Props = {
  period: Period;
  onPick: (period: Period) => void;
  zone: string;
  today: number;
  words: IndicatorWords;
};

/** Named periods, and any days, both included. Days that make no period are kept as typed and said to be wrong. */
export function PeriodPicker({ period, onPick, zone, today, words }: Props): ReactNode {
  const [typed, setTyped] = useState<{ from: string; to: string } | null>(null);
  const days = typed ?? { from: dateText(period.from, zone), to: dateText(period.to - 1, zone) };
  const name = PERIODS.find((each) => {
    const { from, to } = periodOf(each, today, zone);
    return from === period.from && to === period.to;
  });
  const pick = (next: { from: string; to: string }): void => {
    const range = dayRange(next.from, next.to, zone);
    setTyped(range === null ? next : null);
    if (range !== null) onPick(range);
  };
  return (
    <fieldset className={figureStyles['period']}>
      <legend className="visually-hidden">{words.period}</legend>
      {PERIODS.map((each) => (
        <Button
          key={each}
          pressed={each === name && typed === null}
          onPress={() => {
            setTyped(null);
            onPick(periodOf(each, today, zone));
          }}
        >
          {words[each]}
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
        <span role="alert">{words.badDays}</span>
      ) : null}
    </fieldset>
  );
}
