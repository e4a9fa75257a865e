import type { ReactNode } from 'react';
import type { Role } from '../../../shared/contract/people.ts';
import { BackEntryCause } from '../../../shared/contract/whistleBackEntry.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { confirmingRole } from '../../../shared/whistle/backEntry.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { useWords } from '../../base/words.ts';
import { useOperators } from '../../live/client/session.ts';
import { fromField, toField } from '../../live/link/timeField.ts';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { DateTimeField } from '../../ui/kit/DateTimeField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { ReadFailure } from '../../ui/ReadFailure.tsx';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';
import type { BackEntryValues } from './backEntryForm.ts';
import type { BoardContext } from './boardContext.ts';
import styles from './whistles.module.css';

type Props = {
  value: BackEntryValues | null;
  onChange: (value: BackEntryValues | null) => void;
  view: WhistleView;
  summons: string | null;
  /** Who enters it, and in which role. */
  by: { operator: string; role: Role };
  bad: readonly string[];
  parts: BoardContext;
};

/** 补录: when it really happened, why it is entered only now, and who of another side confirms it. */
export function BackEntryFields({ value, onChange, view, summons, by, bad, parts }: Props): ReactNode {
  const words = useWords(actWords);
  const operators = useOperators(value !== null);
  const people = operators.data?.operators ?? [];
  const { names, zone } = parts;
  const state = { draft: view.draft, children: view.children };
  const child = view.children.find(({ id }) => id === summons) ?? null;
  const able = people.flatMap((one) => {
    if (one.id === by.operator) return [];
    for (const post of [one, ...one.posts]) {
      const role = confirmingRole(post, by.role, state, child);
      if (role !== null) return [{ ...one, org: post.org, role }];
    }
    return [];
  });
  return (
    <>
      <Checkbox
        className={actStyles['check']}
        part="w-check"
        checked={value !== null}
        onChange={(on) =>
          onChange(on ? { at: null, cause: 'system-down', reason: '', confirmedBy: '' } : null)
        }
      >
        {words.backEntry}
      </Checkbox>
      {value === null ? null : (
        <fieldset className={actStyles['behalf-form']} data-part="w-back-entry-fields">
          <legend>※ {words.backEntry}</legend>
          <p className={styles['dim']}>{words.backEntryHint}</p>
          <DateTimeField
            label={words.back_at}
            className={actStyles['field']}
            part="w-field"
            value={value.at === null ? '' : toField(value.at, zone)}
            onChange={(time) => onChange({ ...value, at: fromField(time, zone) })}
          />
          <Select
            label={words.back_cause}
            className={actStyles['field']}
            part="w-field"
            value={value.cause}
            options={BackEntryCause.options.map((cause) => ({
              value: cause,
              label: words[`cause_${cause}`],
            }))}
            onChange={(cause) => onChange({ ...value, cause })}
          />
          <TextField
            label={words.back_reason}
            className={actStyles['field']}
            part="w-field"
            value={value.reason}
            onChange={(reason) => onChange({ ...value, reason })}
          />
          <Select
            label={words.back_confirmedBy}
            className={actStyles['field']}
            part="w-field"
            value={value.confirmedBy}
            options={[
              { value: '', label: words.back_choose },
              ...able.map((one) => ({
                value: one.id,
                // The post before the organisation, whose long name the list cuts off.
                label: `${one.name} · ${ROLE_WORDS[one.role][names.language]} · ${names.org(one.org)}`,
              })),
            ]}
            onChange={(confirmedBy) => onChange({ ...value, confirmedBy })}
          />
          <ReadFailure of={operators} />
          {bad.includes('backEntry') ? (
            <p className={actStyles['bad']} role="alert">
              {words.backEntryMissing}
            </p>
          ) : null}
        </fieldset>
      )}
    </>
  );
}
