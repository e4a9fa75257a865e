import type { ReactNode } from 'react';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './legibility.module.css';
import type { LegibilityWords } from './legibilityWords.ts';
import { PRESETS } from './viewingFacts.ts';

type Typed = { distance: string; pitch: string };

/** Viewing distance and pixel pitch: one of the usual screens, or the operator's own figures. */
export function ViewingFactsFields(props: {
  typed: Typed;
  onType: (typed: Typed) => void;
  words: LegibilityWords;
}): ReactNode {
  const { typed, onType, words } = props;
  const preset = PRESETS.find(
    ({ distance, pitch }) => String(distance) === typed.distance && String(pitch) === typed.pitch,
  );
  return (
    <fieldset className={styles['seat']}>
      <Select
        label={words.preset}
        labelPlace="beside"
        value={preset?.name ?? ''}
        options={[
          ...(preset === undefined ? [{ value: '', label: words.own }] : []),
          ...PRESETS.map(({ name }) => ({ value: name, label: words[`preset_${name}`] })),
        ]}
        onChange={(chosen) => {
          const picked = PRESETS.find(({ name }) => name === chosen);
          if (picked) onType({ distance: String(picked.distance), pitch: String(picked.pitch) });
        }}
      />
      {(['distance', 'pitch'] as const).map((name) => (
        <TextField
          key={name}
          label={words[name]}
          labelPlace="beside"
          value={typed[name]}
          onChange={(text) => onType({ ...typed, [name]: text })}
        />
      ))}
    </fieldset>
  );
}
