import { type ReactNode, useEffect, useState } from 'react';
import type { UploadReport } from '../../../shared/contract/sources.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import type { ConnWords } from './words.ts';

type Props = {
  label: string;
  value: string;
  /** True where the field must be filled and is not. */
  missing: boolean;
  columns: UploadReport['columns'] | null;
  onChange: (text: string) => void;
  words: ConnWords;
};

/** A column chosen from a file, or a path typed by hand. */
export function PathInput({ label, value, missing, columns, onChange, words }: Props): ReactNode {
  // Typed text is kept as typed: «a |» on the way to «a | b» must not be tidied under the cursor.
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
