import { type ReactNode, useEffect, useState } from 'react';
import type { UploadReport } from '../../../shared/contract/sources.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import type { ConnWords } from './words.ts';

type Props = {
  label: string;
  value: string;
  /** Whether the field is required and empty. */
  missing: boolean;
  columns: UploadReport['columns'] | null;
  onChange: (text: string) => void;
  words: ConnWords;
};

/** Input of one mapping path: a column of a file, or a typed path. */
export function PathInput({ label, value, missing, columns, onChange, words }: Props): ReactNode {
  // Typed text is kept as it is until blur: «a |» on the way to «a | b» must not be normalised.
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  if (columns === null)
    return (
      <TextField
        label={label}
        labelPlace="hidden"
        problem={missing ? '' : null}
        value={text}
        onChange={setText}
        onBlur={() => onChange(text)}
      />
    );
  const known = value === '' || columns.some((column) => column.name === value);
  const names = [...(known ? [] : [value]), ...columns.map((column) => column.name)];
  return (
    <Select
      label={label}
      labelPlace="hidden"
      problem={missing ? '' : null}
      value={value}
      options={[
        { value: '', label: words.notMapped },
        ...names.map((name) => ({ value: name, label: name })),
      ]}
      onChange={onChange}
    />
  );
}
