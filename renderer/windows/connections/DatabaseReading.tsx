import type { ReactNode } from 'react';
import type { ExchangeProbeReport } from '../../../shared/contract/exchangeProbe.ts';
import type { SourceConfig } from '../../../shared/contract/sources.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import styles from './connections.module.css';
import { MappingEditor } from './MappingEditor.tsx';
import type { ConnWords } from './words.ts';

type ExchangeConfig = Extract<SourceConfig, { kind: 'exchange' }>;
type Props = {
  config: ExchangeConfig;
  onChange: (config: ExchangeConfig) => void;
  report: ExchangeProbeReport;
  words: ConnWords;
};

/** How a view is read: key, cursor, overlap, and the mapping with samples of its columns. */
export function DatabaseReading({ config, onChange, report, words }: Props): ReactNode {
  const sentText = useSentErrorText();
  const { open, close } = usePunctuation();
  const { exchange } = config;
  const change = (part: Partial<ExchangeConfig['exchange']>): void =>
    onChange({ ...config, exchange: { ...exchange, ...part } });
  const whyOf = (choices: ExchangeProbeReport['keys'], column: string | null): string => {
    const found = choices.find((choice) => choice.column === column);
    return found === undefined ? '' : sentText(found.why);
  };
  const labelled = (choices: ExchangeProbeReport['keys']) =>
    choices.map(({ column, type }) => ({ value: column, label: `${column}${open}${type}${close}` }));
  return (
    <>
      <div className={styles['form']}>
        <Select
          label={words.keyColumn}
          hint={whyOf(report.keys, exchange.key)}
          value={exchange.key}
          options={labelled(report.keys)}
          onChange={(key) => change({ key })}
        />
        <Select
          label={words.cursorColumn}
          hint={whyOf(report.cursors, exchange.cursor)}
          value={exchange.cursor ?? ''}
          options={[...labelled(report.cursors), { value: '', label: words.cursorNone }]}
          onChange={(cursor) => change({ cursor: cursor === '' ? null : cursor })}
        />
        <NumberField
          label={words.overlap}
          hint={words.overlapHint}
          min={0}
          value={exchange.overlap}
          onChange={(overlap) => change({ overlap: overlap ?? exchange.overlap })}
        />
        <NumberField
          label={words.pageSize}
          min={1}
          value={exchange.pageSize}
          onChange={(pageSize) => change({ pageSize: pageSize ?? exchange.pageSize })}
        />
      </div>
      <MappingEditor
        mapping={config.mapping}
        onChange={(mapping) => onChange({ ...config, mapping })}
        columns={report.columns}
        proposals={[]}
        showsLocationSettings={false}
        words={words}
      />
    </>
  );
}
