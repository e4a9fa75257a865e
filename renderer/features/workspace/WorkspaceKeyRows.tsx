import type { ReactNode } from 'react';
import { ProfileId } from '../../../shared/layout/layout.ts';
import { useWords } from '../../base/words.ts';
import { KeyHelpRow } from '../../ui/KeyHelpRow.tsx';
import { PANEL_KEY, PROFILE_KEYS } from './workspaceKeys.ts';
import { workspaceWords } from './workspaceWords.ts';

/** The keys of the window layout as rows of a window's key help; belongs into a `dl`. */
export function WorkspaceKeyRows(): ReactNode {
  const words = useWords(workspaceWords);
  return (
    <>
      <KeyHelpRow keys={PANEL_KEY} text={words.title} />
      {ProfileId.options.map((id) => (
        <KeyHelpRow key={id} keys={PROFILE_KEYS[id]} text={words.switchTo(words[id])} />
      ))}
    </>
  );
}
