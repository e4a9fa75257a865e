import type { ReactNode } from 'react';
import type { DialectRecord } from '../../../shared/contract/sources.ts';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

type Props = { dialect: DialectRecord; onChange: (dialect: DialectRecord) => void; words: ConnWords };

/** Parameters for which an empty field means that the server has none. */
const NAMES = ['pageParam', 'pageSizeParam', 'updatedAfterParam', 'updatedBeforeParam', 'wrapKey'] as const;
const FLAGS = ['strictAfter', 'emptyIs404', 'extensions'] as const;

/** Editor of the dialect (方言) of an Open311 server. */
export function DialectEditor({ dialect, onChange, words }: Props): ReactNode {
  return (
    <div className={classes(styles['form'], styles['form-dense'])}>
      <Select
        label={words.d_format}
        value={dialect.format}
        options={[
          { value: 'json' as const, label: 'JSON' },
          { value: 'xml' as const, label: 'XML' },
        ]}
        onChange={(format) => onChange({ ...dialect, format })}
      />
      <Select
        label={words.d_dateStyle}
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
        min={1}
        value={dialect.maxPage}
        onChange={(value) => onChange({ ...dialect, maxPage: Math.round(value ?? dialect.maxPage) })}
      />
      <NumberField
        label={words.d_maxWindowDays}
        digits={2}
        min={1}
        value={dialect.maxWindowDays}
        onChange={(value) => onChange({ ...dialect, maxWindowDays: value ?? dialect.maxWindowDays })}
      />
      <NumberField
        label={words.d_ratePerMinute}
        digits={2}
        hint={words.rateNone}
        min={1}
        value={dialect.ratePerMinute}
        onChange={(ratePerMinute) => onChange({ ...dialect, ratePerMinute })}
      />
      <div className={styles['checks']}>
        {FLAGS.map((flag) => (
          <Checkbox
            key={flag}
            checked={dialect[flag]}
            onChange={(value) => onChange({ ...dialect, [flag]: value })}
          >
            {words[`d_${flag}`]}
          </Checkbox>
        ))}
      </div>
    </div>
  );
}
