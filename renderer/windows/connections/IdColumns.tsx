import type { ReactNode } from 'react';
import type { FieldMapping, UploadReport } from '../../../shared/contract/sources.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import checkStyles from './check.module.css';
import styles from './connections.module.css';
import { withIdFrom } from './mappingFields.ts';
import type { ConnWords } from './words.ts';

/** As many columns as a mapping takes. */
const MOST = 6;

type Props = {
  report: UploadReport;
  mapping: FieldMapping;
  onChange: (mapping: FieldMapping) => void;
  words: ConnWords;
};

/** The number of a list that has none, or whose column of numbers repeats: made of columns that the operator names. */
export function IdColumns({ report, mapping, onChange, words }: Props): ReactNode {
  const { comma } = usePunctuation();
  const { idProposal } = report;
  const chosen = mapping.idFrom ?? [];
  const isMade = chosen.length > 0;
  const names = (columns: readonly string[]): string => columns.map((name) => `“${name}”`).join(comma);
  const repeats = idProposal?.repeats ?? null;
  const isRepeating = repeats !== null && mapping.fields.id === repeats.column;
  const isMissing = repeats === null && idProposal !== null && mapping.fields.id === '';
  const toggle = (column: string, on: boolean): void => {
    const columns = on ? [...chosen, column] : chosen.filter((one) => one !== column);
    onChange(withIdFrom(mapping, columns.slice(0, MOST)));
  };
  return (
    <section className={checkStyles['id']} data-part="id-columns" aria-label={words.idTitle}>
      {isMade ? (
        <p>
          <b>{words.idMade(names(chosen))}</b>
        </p>
      ) : isRepeating ? (
        <p className={checkStyles['alarm']} role="alert">
          <span aria-hidden="true">◆ </span>
          {words.idRepeats(repeats.column, repeats.rows, repeats.distinct)}
        </p>
      ) : isMissing ? (
        <p className={checkStyles['alarm']}>
          <span aria-hidden="true">◆ </span>
          {words.idNone}
        </p>
      ) : null}
      <p className={styles['actions']}>
        {idProposal !== null && !isMade ? (
          <Button variant="primary" onPress={() => onChange(withIdFrom(mapping, idProposal.columns))}>
            {words.idPropose(names(idProposal.columns))}
          </Button>
        ) : null}
        {isMade ? (
          <Button onPress={() => onChange(withIdFrom(mapping, []))}>{words.idFromColumn}</Button>
        ) : null}
      </p>
      <Disclosure summary={words.idChoose}>
        <div className={checkStyles['id-columns']}>
          {report.columns
            .filter(({ contact }) => contact == null)
            .map(({ name }) => (
              <Checkbox
                key={name}
                checked={chosen.includes(name)}
                disabled={chosen.length >= MOST && !chosen.includes(name)}
                onChange={(on) => toggle(name, on)}
              >
                {name}
              </Checkbox>
            ))}
        </div>
      </Disclosure>
    </section>
  );
}
