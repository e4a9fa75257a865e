import type { ReactNode } from 'react';
import { Button } from '../../ui/kit/Button.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import type { Names } from '../../ui/names.ts';
import styles from './orders.module.css';
import type { OrderWords } from './words.ts';

type Common = { names: Names; words: OrderWords; problem?: string | null };

const unitsOf = ({ orgs }: Names) =>
  orgs
    .filter(({ kind }) => kind === 'department' || kind === 'street')
    .map(({ code, name }) => ({ value: code, label: name }));

/** 主办: one department or street. */
export function LeadField(props: Common & { value: string; onChange: (lead: string) => void }): ReactNode {
  const { value, onChange, names, words, problem = null } = props;
  return (
    <Select
      label={words.field_lead}
      problem={problem}
      focusName="o-lead"
      value={value}
      options={[{ value: '', label: '—' }, ...unitsOf(names)]}
      onChange={onChange}
    />
  );
}

/** 协办: any number of them. */
export function CoUnitsField(
  props: Common & { value: readonly string[]; lead: string; onChange: (units: string[]) => void },
): ReactNode {
  const { value, lead, onChange, names, words } = props;
  const left = unitsOf(names).filter((unit) => unit.value !== lead && !value.includes(unit.value));
  return (
    <div className={styles['row']}>
      <Select
        label={words.field_coUnits}
        value=""
        options={[{ value: '', label: words.addUnit }, ...left]}
        onChange={(unit) => {
          if (unit !== '') onChange([...value, unit]);
        }}
      />
      {value.map((unit) => (
        <Button
          key={unit}
          label={words.removeUnit(names.org(unit))}
          onPress={() => onChange(value.filter((one) => one !== unit))}
        >
          {names.org(unit)} ×
        </Button>
      ))}
    </div>
  );
}
