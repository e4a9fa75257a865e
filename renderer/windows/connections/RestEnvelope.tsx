import type { ReactNode } from 'react';
import type { RestMapping } from '../../../shared/contract/sources.ts';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './connections.module.css';
import { readValues } from './mappingFields.ts';
import type { ConnWords } from './words.ts';

type Props = { mapping: RestMapping; onChange: (mapping: RestMapping) => void; words: ConnWords };

const DEFAULT_PAGING = { pageParam: 'pageNum', sizeParam: 'pageSize', firstPage: 1, size: 100 };

const PAGINGS = ['page', 'offset', 'cursor', 'link'] as const;

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Editor of request and response envelope of a generic REST source. */
export function RestEnvelope({ mapping, onChange, words }: Props): ReactNode {
  const { paging, success } = mapping;
  const by = paging?.by ?? 'page';
  return (
    <div className={classes(styles['form'], styles['form-dense'])}>
      <Select
        label={words.method}
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
            success: textOrNull(text) === null ? null : { path: text.trim(), values: success?.values ?? [] },
          })
        }
      />
      {success === null ? null : (
        <TextField
          label={words.successValues}
          value={success.values.map(String).join(',')}
          onChange={(text) => onChange({ ...mapping, success: { ...success, values: readValues(text) } })}
        />
      )}
      <TextField
        label={words.messagePath}
        hint={words.optional}
        value={mapping.messagePath ?? ''}
        onChange={(text) => onChange({ ...mapping, messagePath: textOrNull(text) })}
      />
      <TextField
        label={words.updatedAfterParam}
        hint={words.optional}
        value={mapping.updatedAfterParam ?? ''}
        onChange={(text) => onChange({ ...mapping, updatedAfterParam: textOrNull(text) })}
      />
      <NumberField
        label={words.rate}
        digits={2}
        hint={words.rateNone}
        min={1}
        value={mapping.ratePerMinute}
        onChange={(ratePerMinute) => onChange({ ...mapping, ratePerMinute })}
      />
      <div className={styles['checks']}>
        <Checkbox
          checked={paging !== null}
          onChange={(on) => onChange({ ...mapping, paging: on ? DEFAULT_PAGING : null })}
        >
          {words.paged}
        </Checkbox>
      </div>
      {paging === null ? null : (
        <>
          <Select
            label={words.pagingBy}
            value={by}
            options={PAGINGS.map((value) => ({ value, label: words[`pagingBy_${value}`] }))}
            onChange={(next) => onChange({ ...mapping, paging: { ...paging, by: next } })}
          />
          {by === 'cursor' || by === 'link' ? (
            <TextField
              label={words.nextPath}
              value={paging.nextPath ?? ''}
              onChange={(text) => onChange({ ...mapping, paging: { ...paging, nextPath: text.trim() } })}
            />
          ) : null}
          {by === 'link' ? null : (
            <TextField
              label={by === 'page' ? words.pageParam : words[`pageParam_${by}`]}
              value={paging.pageParam}
              onChange={(text) => onChange({ ...mapping, paging: { ...paging, pageParam: text.trim() } })}
            />
          )}
          <TextField
            label={words.sizeParam}
            value={paging.sizeParam}
            onChange={(text) => onChange({ ...mapping, paging: { ...paging, sizeParam: text.trim() } })}
          />
          {by === 'page' ? (
            <Select
              label={words.firstPage}
              value={paging.firstPage === 0 ? '0' : '1'}
              options={[
                { value: '0' as const, label: '0' },
                { value: '1' as const, label: '1' },
              ]}
              onChange={(text) => onChange({ ...mapping, paging: { ...paging, firstPage: Number(text) } })}
            />
          ) : null}
          <NumberField
            label={words.pageSize}
            min={1}
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
