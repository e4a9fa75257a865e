import { type ReactNode, useId } from 'react';

/** A labelled field with a hint and, when wrong, what is wrong. `children` gets the id and what describes it. */
export function Field(props: {
  label: string;
  hint: string;
  problem: string | null;
  children: (ids: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className="conn-field" data-bad={props.problem !== null}>
      <label htmlFor={id}>{props.label}</label>
      {props.children({ id, 'aria-describedby': `${id}-hint`, 'aria-invalid': props.problem !== null })}
      <span id={`${id}-hint`} className="conn-hint" role={props.problem === null ? undefined : 'alert'}>
        {props.problem ?? props.hint}
      </span>
    </div>
  );
}

type TextProps = { label: string; hint: string; value: string; onChange: (text: string) => void };

export function TextField(props: TextProps): ReactNode {
  return (
    <Field label={props.label} hint={props.hint} problem={null}>
      {(ids) => (
        <input {...ids} value={props.value} onChange={(event) => props.onChange(event.target.value)} />
      )}
    </Field>
  );
}

/** A number that may be absent; text that is no number leaves the value alone. */
export function NumberField(props: {
  label: string;
  hint: string;
  value: number | null;
  min: number;
  nullable: boolean;
  onChange: (value: number | null) => void;
}): ReactNode {
  return (
    <Field label={props.label} hint={props.hint} problem={null}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          min={props.min}
          value={props.value ?? ''}
          onChange={(event) => {
            const { value } = event.target;
            if (value === '' && props.nullable) props.onChange(null);
            else if (value !== '' && Number(value) >= props.min) props.onChange(Number(value));
          }}
        />
      )}
    </Field>
  );
}

export function SelectField<T extends string>(props: {
  label: string;
  hint: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}): ReactNode {
  return (
    <Field label={props.label} hint={props.hint} problem={null}>
      {(ids) => (
        <select
          {...ids}
          value={props.value}
          onChange={(event) => {
            const chosen = props.options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) props.onChange(chosen.value);
          }}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField(props: {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
}): ReactNode {
  return (
    <label className="conn-check">
      <input
        type="checkbox"
        checked={props.value}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  );
}
