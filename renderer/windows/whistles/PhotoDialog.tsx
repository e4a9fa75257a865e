import { type ReactNode, useState } from 'react';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import styles from './evidence.module.css';
import { evidenceWords } from './evidenceWords.ts';

/** A photo as large as the window allows. */
export function PhotoDialog(props: {
  name: string;
  address: string;
  onDownload: () => void;
  onClose: () => void;
}): ReactNode {
  const words = useWords(evidenceWords);
  const [failed, setFailed] = useState(false);
  return (
    <Dialog
      title={props.name}
      part="w-photo"
      className={styles['photo-dialog']}
      onClose={props.onClose}
      tools={<Button onPress={props.onDownload}>{words.original}</Button>}
    >
      {failed ? (
        <p className={styles['not-shown']}>{words.noPreview}</p>
      ) : (
        <img
          className={styles['photo']}
          src={props.address}
          alt={props.name}
          onError={() => setFailed(true)}
        />
      )}
    </Dialog>
  );
}
