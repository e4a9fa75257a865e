import type { ReactNode } from 'react';
import { openConnections } from '../base/connectionsView.ts';
import { useWords } from '../base/words.ts';
import styles from './AddData.module.css';
import { Kbd } from './Kbd.tsx';
import { Button } from './kit/Button.tsx';
import { uiWords } from './uiWords.ts';

/** What leads on where there are no cases yet: a source's address, or a file. */
export function AddData(): ReactNode {
  const words = useWords(uiWords);
  return (
    <p className={styles['add-data']}>
      <Button variant="primary" onPress={() => openConnections({ kind: 'address' })} kbd="A">
        {words.addAddress} <Kbd keys="G" />
      </Button>
      <Button onPress={() => openConnections({ kind: 'file' })} kbd="I">
        {words.addFile} <Kbd keys="G" />
      </Button>
    </p>
  );
}
