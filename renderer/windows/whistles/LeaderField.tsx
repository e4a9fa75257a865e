import type { ReactNode } from 'react';
import { STREET_LEADERS } from '../../../shared/whistle/rights.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { usePrefs } from '../../base/prefs.ts';
import { useOperators } from '../../live/client/session.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { ReadFailure } from '../../ui/ReadFailure.tsx';

type Props = { label: string; value: string; street: string; onChange: (operator: string) => void };

/** The leaders of the street that blows, one of whom approved by telephone. The service refuses who may not approve. */
export function LeaderField({ label, value, street, onChange }: Props): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const operators = useOperators(true);
  const people = operators.data?.operators ?? [];
  const options = people.flatMap((one) => {
    const post = [one, ...one.posts].find(({ org }) => org === street);
    const roles = post?.roles.filter((role) => STREET_LEADERS.includes(role)) ?? [];
    if (roles.length === 0) return [];
    return [
      { value: one.id, label: `${one.name} · ${roles.map((role) => ROLE_WORDS[role][language]).join(' ')}` },
    ];
  });
  return (
    <>
      <Select
        label={label}
        value={value}
        options={[{ value: '', label: '—' }, ...options]}
        onChange={onChange}
      />
      <ReadFailure of={operators} />
    </>
  );
}
