import type { ReactNode } from 'react';
import { appWords } from './app-words.ts';
import { setPrefs, usePrefs } from './prefs.ts';
import { useWords } from './words.ts';

const STEPS = [0.85, 1, 1.15, 1.3, 1.5, 1.75, 2] as const;

/** Multiplies all sizes of every window of this machine. */
export function TextSize(): ReactNode {
  const words = useWords(appWords);
  const scale = usePrefs((prefs) => prefs.scale);
  return (
    <label className="text-size">
      <span>{words.textSize}</span>
      <select value={scale} onChange={(event) => setPrefs({ scale: Number(event.target.value) })}>
        {STEPS.map((step) => (
          <option key={step} value={step}>
            {Math.round(step * 100)}%
          </option>
        ))}
      </select>
    </label>
  );
}
