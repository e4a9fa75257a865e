import type { ReactNode } from 'react';
import { openConnections } from '../base/connectionsPlace.ts';
import { useWords } from '../base/words.ts';
import { Kbd } from './Kbd.tsx';
import { uiWords } from './uiWords.ts';
import './ui.css';
import { Button } from './kit/Button.tsx';

/** What leads on where there are no cases yet: a source's address, or a file. */
export function AddData(): ReactNode {
  const words = useWords(uiWords);
  return (
    <p className="add-data">
      <Button variant="primary" onPress={() => openConnections({ kind: 'address' })} kbd="A">
        {words.addAddress} <Kbd keys="G" />
      </Button>
      <Button onPress={() => openConnections({ kind: 'file' })} kbd="I">
        {words.addFile} <Kbd keys="G" />
      </Button>
    </p>
  );
}
