import type { ReactNode } from 'react';
import type { RestMapping } from '../../../shared/contract/sources.ts';
import { CheckField, NumberField, SelectField, TextField } from './Field.tsx';
import { readValues } from './readValues.ts';
import type { ConnWords } from './words.ts';

type Props = { mapping: RestMapping; onChange: (mapping: RestMapping) => void; words: ConnWords };

const FIRST_PAGING = { pageParam: 'pageNum', sizeParam: 'pageSize', firstPage: 1, size: 100 };

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** How a generic REST interface is asked and unwrapped. */
export function RestEnvelope({ mapping, onChange, words }: Props): ReactNode {
  const { paging, success } = mapping;
  return (
    <div className="conn-form conn-form-dense">
      <SelectField
        label={words.method}
        hint=""
        value={mapping.method}
        options={[
          { value: 'GET' as const, label: 'GET' },
          { value: 'POST' as const, label: 'POST' },
        ]}
        onChange={(method) => onChange({ ...mapping, method })}
      />
      <TextField
        label={words.rowsPath}
        hint={words.rowsPathHint}
        value={mapping.rowsPath}
        onChange={(text) => onChange({ ...mapping, rowsPath: text.trim() })}
      />
      <TextField
        label={words.successPath}
        hint={words.optional}
        value={success?.path ?? ''}
        onChange={(text) =>
          onChange({
            ...mapping,
            success: orNull(text) === null ? null : { path: text.trim(), values: success?.values ?? [] },
          })
        }
      />
      {success === null ? null : (
        <TextField
          label={words.successValues}
          hint=""
          value={success.values.map(String).join(',')}
          onChange={(text) => onChange({ ...mapping, success: { ...success, values: readValues(text) } })}
        />
      )}
      <TextField
        label={words.messagePath}
        hint={words.optional}
        value={mapping.messagePath ?? ''}
        onChange={(text) => onChange({ ...mapping, messagePath: orNull(text) })}
      />
      <TextField
        label={words.updatedAfterParam}
        hint={words.optional}
        value={mapping.updatedAfterParam ?? ''}
        onChange={(text) => onChange({ ...mapping, updatedAfterParam: orNull(text) })}
      />
      <NumberField
        label={words.rate}
        hint={words.rateNone}
        min={1}
        nullable={true}
        value={mapping.ratePerMinute}
        onChange={(ratePerMinute) => onChange({ ...mapping, ratePerMinute })}
      />
      <div className="conn-checks">
        <CheckField
          label={words.paged}
          value={paging !== null}
          onChange={(on) => onChange({ ...mapping, paging: on ? FIRST_PAGING : null })}
        />
      </div>
      {paging === null ? null : (
        <>
          <TextField
            label={words.pageParam}
            hint=""
            value={paging.pageParam}
            onChange={(text) => onChange({ ...mapping, paging: { ...paging, pageParam: text.trim() } })}
          />
          <TextField
            label={words.sizeParam}
            hint=""
            value={paging.sizeParam}
            onChange={(text) => onChange({ ...mapping, paging: { ...paging, sizeParam: text.trim() } })}
          />
          <SelectField
            label={words.firstPage}
            hint=""
            value={paging.firstPage === 0 ? '0' : '1'}
            options={[
              { value: '0' as const, label: '0' },
              { value: '1' as const, label: '1' },
            ]}
            onChange={(text) => onChange({ ...mapping, paging: { ...paging, firstPage: Number(text) } })}
          />
          <NumberField
            label={words.pageSize}
            hint=""
            min={1}
            nullable={false}
            value={paging.size}
            onChange={(value) =>
              onChange({ ...mapping, paging: { ...paging, size: Math.round(value ?? paging.size) } })
            }
          />
        </>
      )}
    </div>
  );
}
