import type { ReactNode } from 'react';
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
    <fieldset className="legibility-seat">
      <label>
        {words.preset}{' '}
        <select
          className="plain-select"
          value={preset?.name ?? ''}
          onChange={(event) => {
            const picked = PRESETS.find(({ name }) => name === event.target.value);
            if (picked) onType({ distance: String(picked.distance), pitch: String(picked.pitch) });
          }}
        >
          <option value="" disabled>
            {words.own}
          </option>
          {PRESETS.map(({ name }) => (
            <option key={name} value={name}>
              {words[`preset_${name}`]}
            </option>
          ))}
        </select>
      </label>
      {(['distance', 'pitch'] as const).map((name) => (
        <label key={name}>
          {words[name]}{' '}
          <input
            inputMode="decimal"
            value={typed[name]}
            onChange={(event) => onType({ ...typed, [name]: event.target.value })}
          />
        </label>
      ))}
    </fieldset>
  );
}
