import type { ReactNode } from 'react';
import { LEVELS } from '../../../shared/contract/whistles.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { LEVEL_WORDS } from '../../../shared/whistle/words.ts';
import { useWords } from '../../base/words.ts';
import { fromField, toField } from '../../live/link/timeField.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { DateTimeField } from '../../ui/kit/DateTimeField.tsx';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { AppealField } from './AppealField.tsx';
import actStyles from './acts.module.css';
import type { Field } from './acts.ts';
import { actWords, wordOf } from './actWords.ts';
import { BackEntryField } from './BackEntryField.tsx';
import type { BoardContext } from './boardContext.ts';
import { DepartmentsField } from './DepartmentsField.tsx';
import { FilesField } from './FilesField.tsx';
import { LeaderField } from './LeaderField.tsx';
import { unitText } from './log/unitText.ts';
import { NeighbourField } from './NeighbourField.tsx';
import { OrgPicker } from './OrgPicker.tsx';
import { PositionField } from './PositionField.tsx';
import { CallbackField, ScoresField } from './RatingFields.tsx';
import { summonsName } from './summonsName.ts';
import { WhistlePicker } from './WhistlePicker.tsx';

const LABELLED: readonly Field['kind'][] = [
  ...(['text', 'area', 'number', 'time', 'request', 'mark', 'appeal', 'level'] as const),
  ...(['street', 'neighbour', 'leader', 'back-entry'] as const),
];

export type FieldProps = {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  bad: boolean;
  /** The summons that the act is about; null for acts on the whole. */
  summons: string | null;
  view: WhistleView;
  parts: BoardContext;
};

/** A field with its name; text fields grow, choices of few values are buttons. */
export function FieldRow(props: FieldProps): ReactNode {
  const { field, bad } = props;
  const words = useWords(actWords);
  const name =
    field.name === 'code' && field.kind === 'choice' ? words.o_code : wordOf(words, `f_${field.name}`);
  if (field.kind === 'check')
    return (
      <Checkbox
        className={actStyles['check']}
        part="w-check"
        checked={props.value === true}
        onChange={props.onChange}
      >
        {name}
      </Checkbox>
    );
  // These controls of the kit show their own label.
  const labelled = LABELLED.includes(field.kind);
  const label = field.need ? name : words.optionalField(name);
  return (
    <div className={actStyles['field']} data-part="w-field" data-bad={bad}>
      {labelled ? null : <span>{label}</span>}
      <Control {...props} label={label} />
    </div>
  );
}

function Control({
  field,
  value,
  onChange,
  summons,
  view,
  parts,
  label,
}: FieldProps & { label: string }): ReactNode {
  const words = useWords(actWords);
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'text':
      return <TextField label={label} value={text} onChange={onChange} />;
    case 'area':
      return <TextArea label={label} rows={3} value={text} onChange={onChange} />;
    case 'number':
      return (
        <NumberField
          label={label}
          min={0}
          digits={3}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      );
    case 'time':
      return (
        <DateTimeField
          label={label}
          value={typeof value === 'number' ? toField(value, parts.zone) : ''}
          onChange={(time) => onChange(fromField(time, parts.zone))}
        />
      );
    case 'choice':
      return (
        <span className={actStyles['choice']} data-part="w-choice">
          {(field.options ?? []).map((option) => (
            <Button key={option} pressed={value === option} onPress={() => onChange(option)}>
              {wordOf(words, `o_${option}`)}
            </Button>
          ))}
        </span>
      );
    case 'level':
      return (
        <Select
          label={label}
          value={String(value ?? '')}
          options={LEVELS.map((level) => ({
            value: String(level),
            label: `L${level} ${LEVEL_WORDS[level][parts.names.language]}`,
          }))}
          onChange={(level) => onChange(Number(level))}
        />
      );
    case 'street':
      return (
        <Select
          label={label}
          value={text}
          options={[
            { value: '', label: '—' },
            ...parts.names.streets
              .filter(({ code }) => code !== view.draft.street)
              .map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={onChange}
        />
      );
    case 'neighbour':
      return <NeighbourField label={label} value={text} onChange={onChange} />;
    case 'request':
      return (
        <Select
          label={label}
          value={text}
          options={view.extensions
            .filter((each) => each.decision === 'pending')
            .map((each) => {
              const child = view.children.find((one) => one.id === each.summons);
              const who = child === undefined ? each.summons : summonsName(child, parts.names);
              const span = `+${each.add} ${unitText(each.unit, parts.names.language)}`;
              return { value: each.id, label: `${who} ${span} ${each.reason}` };
            })}
          onChange={onChange}
        />
      );
    case 'mark':
    case 'appeal':
      return <AppealField {...{ field, value, onChange, view, parts, label, summons }} />;
    case 'children': {
      const chosen = Array.isArray(value) ? value : [];
      return (
        <span className={actStyles['choice']} data-part="w-choice">
          {view.children
            .filter((child) => child.part !== 'leader')
            .map((child) => (
              <Button
                key={child.id}
                pressed={chosen.includes(child.id)}
                onPress={() =>
                  onChange(
                    chosen.includes(child.id)
                      ? chosen.filter((one) => one !== child.id)
                      : [...chosen, child.id],
                  )
                }
              >
                {summonsName(child, parts.names)}
              </Button>
            ))}
        </span>
      );
    }
    case 'org':
      return <OrgPicker value={text} onChange={onChange} parts={parts} optional={!field.need} />;
    case 'departments':
      return (
        <DepartmentsField
          value={value}
          asked={view.draft.departments}
          listed={[]}
          onChange={onChange}
          parts={parts}
        />
      );
    case 'files':
      return <FilesField value={Array.isArray(value) ? value : []} onChange={onChange} single={false} />;
    case 'file':
      return (
        <FilesField
          value={value === undefined || value === null ? [] : [value]}
          onChange={([first]) => onChange(first ?? null)}
          single
        />
      );
    case 'position':
      return <PositionField value={value} onChange={onChange} />;
    case 'scores':
      return <ScoresField value={value} onChange={onChange} view={view} parts={parts} />;
    case 'callback':
      return <CallbackField value={value} onChange={onChange} parts={parts} />;
    case 'back-entry':
      return <BackEntryField {...{ value, onChange, view, parts, label }} />;
    case 'leader':
      return <LeaderField label={label} value={text} street={view.draft.street} onChange={onChange} />;
    case 'whistle':
      return <WhistlePicker value={text} onChange={onChange} self={view.summary.id} parts={parts} />;
    case 'check':
      return null;
  }
}
