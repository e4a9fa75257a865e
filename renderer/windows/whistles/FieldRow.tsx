import { type ReactNode, useId } from 'react';
import { LEVELS } from '../../../shared/contract/whistles.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { LEVEL_WORDS } from '../../../shared/whistle/words.ts';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import type { Field } from './acts.ts';
import { actWords, wordOf } from './actWords.ts';
import type { BoardContext } from './boardContext.ts';
import { DepartmentsField } from './DepartmentsField.tsx';
import { FilesField } from './FilesField.tsx';
import { unitText } from './logText.ts';
import { OrgPicker } from './OrgPicker.tsx';
import { PositionField } from './PositionField.tsx';
import { CallbackField, ScoresField } from './RatingFields.tsx';
import { summonsName } from './summonsName.ts';
import { fromField, toField } from './timeField.ts';
import { WhistlePicker } from './WhistlePicker.tsx';

export type FieldProps = {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  bad: boolean;
  view: WhistleView;
  parts: BoardContext;
};

/** A field with its name; text fields grow, choices of few values are buttons. */
export function FieldRow(props: FieldProps): ReactNode {
  const { field, bad } = props;
  const words = useWords(actWords);
  const id = useId();
  const name =
    field.name === 'code' && field.kind === 'choice' ? words.o_code : wordOf(words, `f_${field.name}`);
  if (field.kind === 'check')
    return (
      <label className="w-check">
        <input
          type="checkbox"
          checked={props.value === true}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        {name}
      </label>
    );
  const single = ['text', 'area', 'number', 'time', 'request', 'level'].includes(field.kind);
  return (
    <div className="w-field" data-bad={bad}>
      {single ? <label htmlFor={`${id}i`}>{name}</label> : <span>{name}</span>}
      {field.need ? null : <small className="w-dim">{words.optional}</small>}
      <Control {...props} id={`${id}i`} />
    </div>
  );
}

function Control({ field, value, onChange, view, parts, id }: FieldProps & { id: string }): ReactNode {
  const words = useWords(actWords);
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'text':
      return <input id={id} value={text} onChange={(event) => onChange(event.target.value)} />;
    case 'area':
      return <textarea id={id} rows={3} value={text} onChange={(event) => onChange(event.target.value)} />;
    case 'number':
      return (
        <input
          id={id}
          type="number"
          min={0}
          step="any"
          value={typeof value === 'number' ? value : ''}
          onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
        />
      );
    case 'time':
      return (
        <input
          id={id}
          type="datetime-local"
          value={typeof value === 'number' ? toField(value, parts.zone) : ''}
          onChange={(event) => onChange(fromField(event.target.value, parts.zone))}
        />
      );
    case 'choice':
      return (
        <span className="w-choice">
          {(field.options ?? []).map((option) => (
            <Button key={option} pressed={value === option} onPress={() => onChange(option)}>
              {wordOf(words, `o_${option}`)}
            </Button>
          ))}
        </span>
      );
    case 'level':
      return (
        <select
          id={id}
          className="plain-select"
          value={String(value ?? '')}
          onChange={(event) => onChange(Number(event.target.value))}
        >
          {LEVELS.map((level) => (
            <option key={level} value={level}>
              L{level} {LEVEL_WORDS[level][parts.names.language]}
            </option>
          ))}
        </select>
      );
    case 'request':
      return (
        <select
          id={id}
          className="plain-select"
          value={text}
          onChange={(event) => onChange(event.target.value)}
        >
          {view.extensions
            .filter((each) => each.decision === 'pending')
            .map((each) => {
              const child = view.children.find((one) => one.id === each.summons);
              return (
                <option key={each.id} value={each.id}>
                  {child === undefined ? each.summons : summonsName(child, parts.names)} +{each.add}{' '}
                  {unitText(each.unit, parts.names.language)} {each.reason}
                </option>
              );
            })}
        </select>
      );
    case 'children': {
      const chosen = Array.isArray(value) ? value : [];
      return (
        <span className="w-choice">
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
    case 'whistle':
      return <WhistlePicker value={text} onChange={onChange} self={view.summary.id} parts={parts} />;
    case 'check':
      return null;
  }
}
