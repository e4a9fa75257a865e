import type { ReactNode } from 'react';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './orders.module.css';
import type { OrderWords } from './words.ts';

/** A meeting as it is typed; `number` null: not yet. */
export type TypedMeeting = { series: string; year: number; number: number | null; item: string };

type Props = { value: TypedMeeting; onChange: (value: TypedMeeting) => void; words: OrderWords };

/** Which meeting (会次) and which of its items. */
export function MeetingFields({ value, onChange, words }: Props): ReactNode {
  const set = (part: Partial<TypedMeeting>): void => onChange({ ...value, ...part });
  return (
    <div className={styles['row']}>
      <TextField
        label={words.field_series}
        value={value.series}
        maxLength={40}
        onChange={(series) => set({ series })}
      />
      <NumberField
        label={words.field_year}
        value={value.year}
        min={2000}
        max={2100}
        onChange={(year) => set({ year: year ?? value.year })}
      />
      <NumberField
        label={words.field_number}
        value={value.number}
        min={1}
        max={9999}
        onChange={(number) => set({ number })}
      />
      <TextField
        label={words.field_item}
        value={value.item}
        maxLength={60}
        onChange={(item) => set({ item })}
      />
    </div>
  );
}
