import type { ReactNode } from 'react';
import type { FieldMapping, UploadReport } from '../../../shared/contract/sources.ts';
import { unmappedColumns } from '../../../shared/source/unmappedColumns.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import checkStyles from './check.module.css';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

/** The columns of a list that no field takes, each with samples, so that none is overlooked. */
export function UnmappedColumns(props: {
  columns: UploadReport['columns'];
  mapping: FieldMapping;
  words: ConnWords;
}): ReactNode {
  const { columns, mapping, words } = props;
  const { comma } = usePunctuation();
  const left = unmappedColumns(columns, mapping);
  if (left.length === 0) return null;
  return (
    <div data-part="unmapped-columns">
      <Disclosure summary={words.unmapped(left.length)} startOpen={left.length <= 12}>
        <p className={styles['dim']}>{words.unmappedHint}</p>
        <dl className={checkStyles['unmapped']}>
          {left.map(({ name, samples }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{samples.length === 0 ? words.unmappedEmpty : samples.slice(0, 3).join(comma)}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </div>
  );
}
