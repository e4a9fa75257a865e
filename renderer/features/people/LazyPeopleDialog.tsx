import type { ReactNode } from 'react';
import { lazyPart } from '../../base/lazyPart.ts';
import { useWords } from '../../base/words.ts';
import { windowError } from '../../live/client/apiError.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import styles from './people.module.css';
import { peopleWords } from './peopleWords.ts';

/** Every window can open it and few do: a wall never shows its date fields. */
const dialog = lazyPart(async () => (await import('./PeopleDialog.tsx')).PeopleDialog);

/** The dialog 人员与权限, whose code is loaded when it is opened. */
export function LazyPeopleDialog({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(peopleWords);
  const errorText = useErrorText();
  const loading = dialog.use();
  if (loading.state === 'loaded') return <loading.Part onClose={onClose} />;
  return (
    <Dialog title={words.title} className={styles['people']} onClose={onClose}>
      {loading.state === 'failed' ? (
        <ErrorLine>
          {errorText(windowError('part-missing', {}, 0))} <Button onPress={dialog.load}>{words.retry}</Button>
        </ErrorLine>
      ) : (
        <p role="status">{words.opening}</p>
      )}
    </Dialog>
  );
}
