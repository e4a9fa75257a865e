import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { PreviewReport, ProbeReport, SourceConfig } from '../../../shared/contract/sources.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { CrsCheck } from './CrsCheck.tsx';
import styles from './connections.module.css';
import { crsChoices } from './crsNames.ts';
import { withCrs, withZone } from './draft.ts';
import type { ConnWords } from './words.ts';

type Props = {
  config: SourceConfig;
  onChange: (config: SourceConfig) => void;
  guess: ProbeReport['crsGuess'];
  preview: z.output<typeof PreviewReport> | null;
  words: ConnWords;
};

/** Coordinate system and zone of a new source, with the check of its samples on the map. */
export function CrsSettings({ config, onChange, guess, preview, words }: Props): ReactNode {
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
    </>
  );
}
