import type { ReactNode } from 'react';
import type { DialectRecord } from '../../../shared/contract/sources.ts';
import { CheckField, NumberField, SelectField, TextField } from './Field.tsx';
import type { ConnWords } from './words.ts';

type Props = { dialect: DialectRecord; onChange: (dialect: DialectRecord) => void; words: ConnWords };

/** Parameters whose empty text means «the server has none». */
const NAMES = ['pageParam', 'pageSizeParam', 'updatedAfterParam', 'updatedBeforeParam', 'wrapKey'] as const;
const FLAGS = ['strictAfter', 'emptyIs404', 'extensions'] as const;

/** How an Open311 server is walked (方言); every field may be set by hand. */
export function DialectEditor({ dialect, onChange, words }: Props): ReactNode {
  return (
    <div className="conn-form conn-form-dense">
      <SelectField
        label={words.d_format}
        hint=""
        value={dialect.format}
        options={[
          { value: 'json' as const, label: 'JSON' },
          { value: 'xml' as const, label: 'XML' },
        ]}
        onChange={(format) => onChange({ ...dialect, format })}
      />
      <SelectField
        label={words.d_dateStyle}
        hint=""
        value={dialect.dateStyle}
        options={[
          { value: 'iso-z' as const, label: '2026-11-22T01:30:00Z' },
          { value: 'iso-offset' as const, label: '2026-11-22T09:30:00+08:00' },
          { value: 'iso-no-zone' as const, label: '2026-11-22T09:30:00' },
        ]}
        onChange={(dateStyle) => onChange({ ...dialect, dateStyle })}
      />
      {NAMES.map((name) => (
        <TextField
          key={name}
          label={words[`d_${name}`]}
          hint={words.optional}
          value={dialect[name] ?? ''}
          onChange={(text) => onChange({ ...dialect, [name]: text.trim() === '' ? null : text.trim() })}
        />
      ))}
      <NumberField
        label={words.d_maxPage}
        hint=""
        min={1}
        nullable={false}
        value={dialect.maxPage}
        onChange={(value) => onChange({ ...dialect, maxPage: Math.round(value ?? dialect.maxPage) })}
      />
      <NumberField
        label={words.d_maxWindowDays}
        hint=""
        min={1}
        nullable={false}
        value={dialect.maxWindowDays}
        onChange={(value) => onChange({ ...dialect, maxWindowDays: value ?? dialect.maxWindowDays })}
      />
      <NumberField
        label={words.d_ratePerMinute}
        hint={words.rateNone}
        min={1}
        nullable={true}
        value={dialect.ratePerMinute}
        onChange={(ratePerMinute) => onChange({ ...dialect, ratePerMinute })}
      />
      <div className="conn-checks">
        {FLAGS.map((flag) => (
          <CheckField
            key={flag}
            label={words[`d_${flag}`]}
            value={dialect[flag]}
            onChange={(value) => onChange({ ...dialect, [flag]: value })}
          />
        ))}
      </div>
    </div>
  );
}
