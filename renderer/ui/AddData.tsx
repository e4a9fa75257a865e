import type { ReactNode } from 'react';
import { goToAdd } from '../base/place.ts';
import { useWords } from '../base/words.ts';
import { Kbd } from './Kbd.tsx';
import { uiWords } from './uiWords.ts';
import './ui.css';

/** What leads on where there are no cases yet: a source's address, or a file. */
export function AddData(): ReactNode {
  const words = useWords(uiWords);
  return (
    <p className="add-data">
      <button type="button" className="plain-button" data-first="true" onClick={() => goToAdd('address')}>
        {words.addAddress} <Kbd keys="G" /> <Kbd keys="A" />
      </button>
      <button type="button" className="plain-button" onClick={() => goToAdd('file')}>
        {words.addFile} <Kbd keys="G" /> <Kbd keys="I" />
      </button>
    </p>
  );
}
