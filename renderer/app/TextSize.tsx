import type { ReactNode } from 'react';
import type { WindowRole } from '../../shared/contract/windowRole.ts';
import { appWords } from '../base/appWords.ts';
import { openDialog } from '../base/intents.ts';
import { SCALES, setScale, useScale } from '../base/prefs.ts';
import { useWords } from '../base/words.ts';
import { legibilityWords } from '../features/legibility/legibilityWords.ts';

/** Text size of a role's windows on this machine; the button opens the legibility check. */
export function TextSize({ role }: { role: WindowRole }): ReactNode {
  const words = useWords(appWords);
  const scale = useScale(role);
  const legibility = useWords(legibilityWords);
  return (
    <>
      <label className="text-size" title={words.textSize}>
        <span className="text-size-word">{words.textSize}</span>
        <select value={scale} onChange={(event) => setScale(role, Number(event.target.value))}>
          {SCALES.map((step) => (
            <option key={step} value={step}>
              {Math.round(step * 100)}%
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="plain-button text-size-check"
        title={`${legibility.hint} (Alt+K)`}
        onClick={() => openDialog('legibility')}
      >
        {legibility.title}
      </button>
    </>
  );
}
