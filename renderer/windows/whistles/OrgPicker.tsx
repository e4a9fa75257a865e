import { type ReactNode, useState } from 'react';
import { matches } from '../../../shared/text/pinyin.ts';
import { DEPARTMENT } from '../../../shared/whistle/rights.ts';
import { useWords } from '../../base/words.ts';
import { useVacancy } from '../../live/queries/vacancy.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import type { Names } from '../../ui/names.ts';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';

type Props = {
  value: string;
  onChange: (code: string) => void;
  parts: { names: Names };
  optional: boolean;
};

/** A department by name or pinyin initials; Enter takes the first that fits. */
export function OrgPicker({ value, onChange, parts, optional }: Props): ReactNode {
  const words = useWords(actWords);
  const isVacant = useVacancy();
  const [typed, setTyped] = useState('');
  const found = parts.names.orgs
    .filter((org) => org.kind === 'department')
    .filter((org) => matches(typed, org.name))
    .slice(0, typed === '' ? 200 : 8);
  return (
    <span className={actStyles['org']}>
      <TextField
        label={words.findOrg}
        labelPlace="hidden"
        placeholder={words.nameOrInitials}
        value={typed}
        onChange={setTyped}
        onEnter={(event) => {
          const [first] = found;
          if (typed === '' || first === undefined) return;
          // Enter would also send the form around it.
          event.preventDefault();
          onChange(first.code);
          setTyped('');
        }}
      />
      <Select
        label={words.org}
        labelPlace="hidden"
        value={value}
        options={[
          { value: '', label: optional ? words.none : '—' },
          ...(found.some((org) => org.code === value) || value === ''
            ? []
            : [{ value, label: parts.names.org(value) }]),
          ...found.map((org) => ({
            value: org.code,
            label: isVacant(org.code, DEPARTMENT) ? words.vacantOrg(org.name) : org.name,
          })),
        ]}
        onChange={onChange}
      />
    </span>
  );
}
