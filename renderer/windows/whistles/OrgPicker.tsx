import { type ReactNode, useState } from 'react';
import { matches } from '../../base/pinyin.ts';
import { useWords } from '../../base/words.ts';
import type { Names } from '../../ui/names.ts';
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
  const [typed, setTyped] = useState('');
  const found = parts.names.orgs
    .filter((org) => org.kind === 'department')
    .filter((org) => matches(typed, org.name))
    .slice(0, typed === '' ? 200 : 8);
  return (
    <span className="w-org">
      <input
        value={typed}
        placeholder={words.findOrg}
        aria-label={words.findOrg}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key !== 'Enter' || typed === '' || first === undefined) return;
          event.preventDefault();
          onChange(first.code);
          setTyped('');
        }}
      />
      <select
        className="plain-select"
        aria-label={words.findOrg}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{optional ? words.none : '—'}</option>
        {found.some((org) => org.code === value) || value === '' ? null : (
          <option value={value}>{parts.names.org(value)}</option>
        )}
        {found.map((org) => (
          <option key={org.code} value={org.code}>
            {org.name}
          </option>
        ))}
      </select>
    </span>
  );
}
