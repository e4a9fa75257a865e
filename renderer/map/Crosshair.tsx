import type { ReactNode } from 'react';
import { useWords } from '../base/words.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { whistleMapWords } from './whistleWords.ts';

/** A cross at the middle of the map, and what to do now. */
export function Crosshair({ onCancel }: { onCancel: () => void }): ReactNode {
  const words = useWords(whistleMapWords);
  return (
    <>
      <span className="map-cross" aria-hidden="true" />
      <p className="map-aim" role="status">
        {words.aim}{' '}
        <button type="button" className="plain-button" onClick={onCancel}>
          {words.aimCancel} <Kbd keys="Esc" />
        </button>
      </p>
    </>
  );
}
