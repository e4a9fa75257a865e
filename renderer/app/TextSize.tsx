import type { ReactNode } from 'react';
import type { WindowRole } from '../../shared/contract/windowRole.ts';
import { appWords } from '../base/appWords.ts';
import { openDialog } from '../base/intents.ts';
import { SCALES, setScale, useScale } from '../base/prefs.ts';
import { useWords } from '../base/words.ts';
import { legibilityWords } from '../features/legibility/legibilityWords.ts';
import { Button } from '../ui/kit/Button.tsx';
import { Select } from '../ui/kit/Select.tsx';
import styles from './shell.module.css';

/** Text size of a role's windows on this machine; the button opens the legibility check. */
export function TextSize({ role }: { role: WindowRole }): ReactNode {
  const words = useWords(appWords);
  const scale = useScale(role);
  const legibility = useWords(legibilityWords);
  return (
    <>
      <span className={styles['text-size']} title={words.textSize}>
        <span className={styles['text-size-word']} data-part="text-size-word" aria-hidden="true">
          {words.textSize}
        </span>
        <Select
          label={words.textSize}
          labelPlace="hidden"
          value={scale}
          options={SCALES.map((step) => ({ value: step, label: `${Math.round(step * 100)}%` }))}
          onChange={(step) => setScale(role, step)}
        />
      </span>
      <Button
        part="text-size-check"
        hint={`${legibility.hint} (Alt+K)`}
        onPress={() => openDialog('legibility')}
      >
        {legibility.title}
      </Button>
    </>
  );
}
