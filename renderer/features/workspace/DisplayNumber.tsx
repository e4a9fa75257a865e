import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import styles from './workspace.module.css';
import { workspaceWords } from './workspaceWords.ts';

/** The number of a display, to be read from across the hall. */
export function DisplayNumber({ id }: { id: string }): ReactNode {
  const words = useWords(workspaceWords);
  return (
    <div
      className={styles['number']}
      data-part="workspace-number"
      role="status"
      aria-label={words.display(id)}
    >
      {id}
    </div>
  );
}
