import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { PreviewReport, ProbeReport, SourceConfig } from '../../../shared/contract/sources.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { CrsCheck } from './CrsCheck.tsx';
import styles from './connections.module.css';
import { crsChoices } from './crsNames.ts';
import { withCrs, withZone } from './draft.ts';
import { ReadingSettings } from './ReadingSettings.tsx';
import type { ConnWords } from './words.ts';

type Props = {
  config: SourceConfig;
  onChange: (config: SourceConfig) => void;
  guess: ProbeReport['crsGuess'];
  preview: z.output<typeof PreviewReport> | null;
  words: ConnWords;
};

/** Wizard step in which the operator confirms or corrects the result of the probe. */
export function AdjustStep({ config, onChange, guess, preview, words }: Props): ReactNode {
  return (
    <>
      <div className={styles['form']}>
        <Select
          label={words.crs}
          value={config.crs}
          options={crsChoices(config.crs, words)}
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
      <ReadingSettings config={config} onChange={onChange} words={words} />
    </>
  );
}
