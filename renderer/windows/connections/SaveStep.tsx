import type { ReactNode } from 'react';
import { type SourceConfig, SourceId } from '../../../shared/contract/sources.ts';
import { Field, NumberField, TextField } from './Field.tsx';
import type { ConnWords } from './words.ts';

type Props = { config: SourceConfig; onChange: (config: SourceConfig) => void; words: ConnWords };

/** Name, interval and id of a source that is about to be saved. */
export function SaveStep({ config, onChange, words }: Props): ReactNode {
  const problem = SourceId.safeParse(config.id).success ? null : words.sourceIdHint;
  return (
    <div className="conn-form">
      <TextField
        label={words.name}
        hint=""
        value={config.name}
        onChange={(name) => onChange({ ...config, name })}
      />
      <NumberField
        label={words.pollSeconds}
        hint=""
        min={1}
        nullable={false}
        value={config.pollSeconds}
        onChange={(value) => onChange({ ...config, pollSeconds: value ?? config.pollSeconds })}
      />
      <Field label={words.sourceId} hint={words.sourceIdHint} problem={problem}>
        {(ids) => (
          <input
            {...ids}
            value={config.id}
            spellCheck={false}
            onChange={(event) => onChange({ ...config, id: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
