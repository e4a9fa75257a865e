import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { BarIcon } from '../../ui/BarIcon.tsx';
import { ModKbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { showWorkspacePanel, useWorkspace } from './useWorkspace.ts';
import styles from './workspace.module.css';
import { PANEL_KEY } from './workspaceKeys.ts';
import { workspaceWords } from './workspaceWords.ts';

/** Opens the panel 「窗口布局」; shows the number of notes. */
export function WorkspaceButton(): ReactNode {
  const words = useWords(workspaceWords);
  const notes = useWorkspace((state) => state.view?.notes.length ?? 0);
  return (
    <Button
      className={styles['button']}
      hint={`${words.title} (${PANEL_KEY})`}
      onPress={() => showWorkspacePanel(true)}
    >
      <BarIcon path="M1 3h6v5H1z M9 3h6v8H9z M1 11h6" />
      {/* In the text rather than as a label, since what can be read on a button has to be part of its name. */}
      <span className="visually-hidden">{words.title}</span>
      {notes > 0 ? <b className={styles['mark']}>{notes}</b> : null} <ModKbd mod="Alt+" keys="0" />
    </Button>
  );
}
