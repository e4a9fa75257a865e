import { type ReactNode, useEffect, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { pageStorage } from '../../base/storage.ts';
import { useWords } from '../../base/words.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { HelpText } from '../../ui/HelpText.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import styles from './people.module.css';
import { peopleWords } from './peopleWords.ts';

const KEY = 'citywhistle.auditorChanges';
const LINES = {
  'operator.pin': 'auditorPin',
  'operator.create': 'auditorCreated',
  'operator.change': 'auditorChanged',
} as const;

/**
 * Tells auditors and shift leaders what was done to accounts of auditors, at the sign-in and when it happens. Closed in one
 * window, it is closed in all until the next sign-in or the next change.
 */
export function AuditorChanges({ info }: { info: SessionState }): ReactNode {
  const words = useWords(peopleWords);
  const zone = useZone();
  const now = useNow(60_000);
  const [read, setRead] = useState(() => pageStorage()?.getItem(KEY) ?? null);
  useEffect(() => {
    const look = ({ key, newValue }: StorageEvent): void => {
      if (key === KEY) setRead(newValue);
    };
    addEventListener('storage', look);
    return () => removeEventListener('storage', look);
  }, []);
  const newest = info.auditorChanges[0];
  const mark = `${info.operator} ${info.since} ${newest?.at ?? 0}`;
  if (newest === undefined || read === mark) return null;
  const close = (): void => {
    pageStorage()?.setItem(KEY, mark);
    setRead(mark);
  };
  return (
    <Dialog title={words.auditorChanges} onClose={close}>
      <div className={styles['form']}>
        <HelpText>{words.auditorChangesAbout}</HelpText>
        <ul>
          {info.auditorChanges.map(({ at, what, auditor, by }) => (
            <li key={`${at} ${what} ${auditor}`}>
              {words[LINES[what]](auditor, by, shortTime(at, zone, now))}
            </li>
          ))}
        </ul>
        <p className={styles['acts']}>
          <Button variant="primary" onPress={close}>
            {words.understood}
          </Button>
        </p>
      </div>
    </Dialog>
  );
}
