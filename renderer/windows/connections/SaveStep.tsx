import type { ReactNode } from 'react';
import { type SourceConfig, SourceId } from '../../../shared/contract/sources.ts';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

type Props = { config: SourceConfig; onChange: (config: SourceConfig) => void; words: ConnWords };

/** Wizard step for name, poll interval and id of the new source. */
export function SaveStep({ config, onChange, words }: Props): ReactNode {
  const problem = SourceId.safeParse(config.id).success ? null : words.sourceIdHint;
  return (
    <div className={styles['form']}>
      <TextField label={words.name} value={config.name} onChange={(name) => onChange({ ...config, name })} />
      <NumberField
        label={words.pollSeconds}
        min={1}
        value={config.pollSeconds}
        onChange={(value) => onChange({ ...config, pollSeconds: value ?? config.pollSeconds })}
      />
      <TextField
        label={words.sourceId}
        hint={words.sourceIdHint}
        problem={problem}
        value={config.id}
        onChange={(id) => onChange({ ...config, id })}
      />
    </div>
  );
}
