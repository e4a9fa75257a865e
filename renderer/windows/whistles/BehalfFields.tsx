import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { fromField, toField } from '../../live/link/timeField.ts';
import { DateTimeField } from '../../ui/kit/DateTimeField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';
import type { OnBehalfValues } from './formValues.ts';
import styles from './whistles.module.css';

type Props = {
  value: OnBehalfValues;
  onChange: (value: OnBehalfValues) => void;
  /** Whether the time is asked for here; of a back-entry (补录) it is the true time. */
  asksTime: boolean;
  zone: string;
};

const HOW = ['phone', 'fax', 'in-person'] as const;

/** 代报到: who answered for the department, how and when. Kept and shown for ever. */
export function BehalfFields({ value, onChange, asksTime, zone }: Props): ReactNode {
  const words = useWords(actWords);
  return (
    <fieldset className={actStyles['behalf-form']}>
      <legend>⊕ {words.onBehalf}</legend>
      <p className={styles['dim']}>{words.onBehalfHint}</p>
      <TextField
        label={words.behalf_who}
        className={actStyles['field']}
        part="w-field"
        value={value.who}
        onChange={(who) => onChange({ ...value, who })}
      />
      <Select
        label={words.behalf_how}
        className={actStyles['field']}
        part="w-field"
        value={value.how}
        options={HOW.map((how) => ({ value: how, label: words[`how_${how}`] }))}
        onChange={(how) => onChange({ ...value, how })}
      />
      {asksTime ? (
        <DateTimeField
          label={words.behalf_at}
          className={actStyles['field']}
          part="w-field"
          value={value.at === null ? '' : toField(value.at, zone)}
          onChange={(time) => onChange({ ...value, at: fromField(time, zone) })}
        />
      ) : null}
      <TextField
        label={words.behalf_note}
        className={actStyles['field']}
        part="w-field"
        value={value.note}
        onChange={(note) => onChange({ ...value, note })}
      />
    </fieldset>
  );
}
