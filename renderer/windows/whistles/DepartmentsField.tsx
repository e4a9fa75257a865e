import type { ReactNode } from 'react';
import { z } from 'zod';
import { RequestedDepartment } from '../../../shared/contract/whistleCommands.ts';
import { DEPARTMENT } from '../../../shared/whistle/rights.ts';
import { useWords } from '../../base/words.ts';
import { useVacancy } from '../../live/queries/vacancy.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import type { Names } from '../../ui/names.ts';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';
import { OrgPicker } from './OrgPicker.tsx';

type Wanted = z.output<typeof RequestedDepartment>;
const List = z.array(RequestedDepartment);

type Props = {
  value: unknown;
  /** What stands there until it is changed. */
  asked: readonly Wanted[];
  /** Departments that a responsibility list names: no reason is asked for them. */
  listed: readonly string[];
  onChange: (value: Wanted[]) => void;
  parts: { names: Names };
};

/** Departments with their part; each can be 主责 or 协办, and needs a reason where no list names it. */
export function DepartmentsField({ value, asked, listed, onChange, parts }: Props): ReactNode {
  const words = useWords(actWords);
  const isVacant = useVacancy();
  const parsed = List.safeParse(value);
  const list: readonly Wanted[] = parsed.success ? parsed.data : asked;
  const change = (org: string, part: Partial<Wanted>): void =>
    onChange(list.map((each) => (each.org === org ? { ...each, ...part } : each)));
  return (
    <span data-part="w-departments">
      {list.map((each) => (
        <span key={each.org} className={actStyles['department']} data-part="w-department">
          <b>{parts.names.org(each.org)}</b>
          {isVacant(each.org, DEPARTMENT) ? (
            <em className={actStyles['bad']} data-part="w-vacant">
              ▲ {words.vacant}
            </em>
          ) : null}
          <Button
            pressed={each.part === 'lead'}
            onPress={() => change(each.org, { part: each.part === 'lead' ? 'co' : 'lead' })}
          >
            {each.part === 'lead' ? words.lead : words.co}
          </Button>
          <Button
            label={`${words.remove} ${parts.names.org(each.org)}`}
            onPress={() => onChange(list.filter((one) => one.org !== each.org))}
          >
            ×
          </Button>
          {listed.includes(each.org) && each.reason === null ? null : (
            <TextField
              label={words.designated}
              labelPlace="hidden"
              className={actStyles['designated']}
              placeholder={words.designated}
              value={each.reason ?? ''}
              onChange={(reason) => change(each.org, { reason: reason === '' ? null : reason })}
            />
          )}
        </span>
      ))}
      <OrgPicker
        value=""
        optional
        parts={parts}
        onChange={(org) => {
          if (org === '' || list.some((each) => each.org === org)) return;
          onChange([
            ...list,
            { org, part: list.some(({ part }) => part === 'lead') ? 'co' : 'lead', reason: null },
          ]);
        }}
      />
    </span>
  );
}
