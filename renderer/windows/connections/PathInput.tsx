import { type ReactNode, useEffect, useState } from 'react';
import type { UploadReport } from '../../../shared/contract/sources.ts';
import type { ConnWords } from './words.ts';

type Props = {
  label: string;
  value: string;
  columns: UploadReport['columns'] | null;
  onChange: (text: string) => void;
  words: ConnWords;
};

/** A column chosen from a file, or a path typed by hand. */
export function PathInput({ label, value, columns, onChange, words }: Props): ReactNode {
  // Typed text is kept as typed: «a |» on the way to «a | b» must not be tidied under the cursor.
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  if (columns === null)
    return (
      <input
        aria-label={label}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => onChange(text)}
      />
    );
  const known = value === '' || columns.some((column) => column.name === value);
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{words.notMapped}</option>
      {known ? null : <option value={value}>{value}</option>}
      {columns.map((column) => (
        <option key={column.name} value={column.name}>
          {column.name}
        </option>
      ))}
    </select>
  );
}
