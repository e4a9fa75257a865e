import type { ReactNode } from 'react';
import type { z } from 'zod';
import {
  Crs,
  type PreviewReport,
  type ProbeReport,
  type SourceConfig,
} from '../../../shared/contract/sources.ts';
import { CrsCheck } from './CrsCheck.tsx';
import { DialectEditor } from './DialectEditor.tsx';
import { withCrs, withZone } from './draft.ts';
import { SelectField, TextField } from './Field.tsx';
import { MappingEditor } from './MappingEditor.tsx';
import { RestEnvelope } from './RestEnvelope.tsx';
import type { ConnWords } from './words.ts';

type Props = {
  config: SourceConfig;
  onChange: (config: SourceConfig) => void;
  guess: ProbeReport['crsGuess'];
  preview: z.output<typeof PreviewReport> | null;
  words: ConnWords;
};

/** What the probe found, to be confirmed or corrected by hand. */
export function Adjust({ config, onChange, guess, preview, words }: Props): ReactNode {
  return (
    <>
      <div className="conn-form">
        <SelectField
          label={words.crs}
          hint=""
          value={config.crs}
          options={Crs.options.map((value) => ({ value, label: words[`crs_${value}`] }))}
          onChange={(crs) => onChange(withCrs(config, crs))}
        />
        <TextField
          label={words.zone}
          hint={words.zoneHint}
          value={config.zone}
          onChange={(zone) => onChange(withZone(config, zone))}
        />
      </div>
      <CrsCheck crs={config.crs} guess={guess} preview={preview} words={words} />
      {config.kind === 'open311' ? (
        <details className="wizard-more">
          <summary>
            {words.advanced} · {config.dialect.name}
          </summary>
          <DialectEditor
            dialect={config.dialect}
            onChange={(dialect) => onChange({ ...config, dialect })}
            words={words}
          />
        </details>
      ) : null}
      {config.kind === 'rest' ? (
        <details className="wizard-more">
          <summary>
            {words.envelope} · {words.mapping}
          </summary>
          <RestEnvelope
            mapping={config.mapping}
            onChange={(mapping) => onChange({ ...config, mapping })}
            words={words}
          />
          <MappingEditor
            mapping={config.mapping}
            onChange={(mapping) => onChange({ ...config, mapping })}
            columns={null}
            words={words}
          />
        </details>
      ) : null}
      {config.kind === 'soda' ? (
        <details className="wizard-more">
          <summary>{words.mapping}</summary>
          <MappingEditor
            mapping={config.options.mapping}
            onChange={(mapping) => onChange({ ...config, options: { ...config.options, mapping } })}
            columns={null}
            words={words}
          />
        </details>
      ) : null}
    </>
  );
}
