import type { ReactNode } from 'react';
import { useWords } from '../base/words.ts';
import { Button } from '../ui/kit/Button.tsx';
import whistleStyles from './whistles.module.css';
import { whistleMapWords } from './whistleWords.ts';

/** A crosshair at the centre of the map, with instructions. */
export function Crosshair({ onCancel }: { onCancel: () => void }): ReactNode {
  const words = useWords(whistleMapWords);
  return (
    <>
      <span className={whistleStyles['cross']} aria-hidden="true" />
      <p className={whistleStyles['aim']} role="status">
        {words.aim}{' '}
        <Button onPress={onCancel} kbd="Esc">
          {words.aimCancel}
        </Button>
      </p>
    </>
  );
}
