import { type ReactNode, useState } from 'react';
import { useWords } from '../../base/words.ts';
import { useDissolved } from '../../live/queries/successions.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { HelpText } from '../../ui/HelpText.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { DissolvedOrg } from './DissolvedOrg.tsx';
import styles from './succession.module.css';
import { successionWords } from './successionWords.ts';

/** Organisations that the pack has no more (撤并), what is open with each, and who takes it over (划转). */
export function SuccessionDialog({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(successionWords);
  const list = useDissolved();
  const [done, setDone] = useState<string[]>([]);
  const items = list.data?.items ?? [];
  return (
    <Dialog title={words.title} className={styles['dialog']} onClose={onClose}>
      <HelpText>{words.about}</HelpText>
      {done.map((line) => (
        <p key={line} role="status" className={styles['done']}>
          ✓ {line}
        </p>
      ))}
      {list.isError ? (
        <ErrorLine>
          {words.failed} <Button onPress={() => void list.refetch()}>{words.retry}</Button>
        </ErrorLine>
      ) : null}
      {list.isSuccess && items.length === 0 ? <p>{words.none}</p> : null}
      {items.map((left) => (
        <DissolvedOrg
          key={left.org}
          left={left}
          onDone={(line) => setDone((before) => [...before, line])}
          words={words}
        />
      ))}
    </Dialog>
  );
}
