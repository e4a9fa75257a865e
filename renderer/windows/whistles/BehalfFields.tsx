import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { actWords } from './actWords.ts';
import type { OnBehalfValues } from './formValues.ts';
import { fromField, toField } from './timeField.ts';

type Props = { value: OnBehalfValues; onChange: (value: OnBehalfValues) => void; zone: string };

const HOW = ['phone', 'fax', 'in-person'] as const;

/** 代报到: who answered for the department, how and when. Kept and shown for ever. */
export function BehalfFields({ value, onChange, zone }: Props): ReactNode {
  const words = useWords(actWords);
  return (
    <fieldset className="w-behalf-form">
      <legend>⊕ {words.onBehalf}</legend>
      <p className="w-dim">{words.onBehalfHint}</p>
      <label className="w-field">
        {words.behalf_who}
        <input value={value.who} onChange={(event) => onChange({ ...value, who: event.target.value })} />
      </label>
      <label className="w-field">
        {words.behalf_how}
        <select
          className="plain-select"
          value={value.how}
          onChange={(event) =>
            onChange({ ...value, how: HOW.find((how) => how === event.target.value) ?? 'phone' })
          }
        >
          {HOW.map((how) => (
            <option key={how} value={how}>
              {words[`how_${how}`]}
            </option>
          ))}
        </select>
      </label>
      <label className="w-field">
        {words.behalf_at}
        <input
          type="datetime-local"
          value={value.at === null ? '' : toField(value.at, zone)}
          onChange={(event) => onChange({ ...value, at: fromField(event.target.value, zone) })}
        />
      </label>
      <label className="w-field">
        {words.behalf_note}
        <input value={value.note} onChange={(event) => onChange({ ...value, note: event.target.value })} />
      </label>
    </fieldset>
  );
}
