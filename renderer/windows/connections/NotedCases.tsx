import { type ReactNode, useState } from 'react';
import { goTo } from '../../base/navigation.ts';
import { useWords } from '../../base/words.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { select } from '../../live/link/filters.ts';
import { useImportNotes } from '../../live/queries/imports.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import styles from './connections.module.css';
import historyStyles from './history.module.css';
import { historyWords } from './historyWords.ts';

const STEP = 20;
const MOST = 200;

/** The cases that an import stored with notes: what was left out or corrected of each. `noted`: rows that had some. */
export function NotedCases({ id, noted }: { id: string; noted: number }): ReactNode {
  const own = useWords(historyWords);
  const sentText = useSentErrorText();
  const [code, setCode] = useState<string | null>(null);
  const [limit, setLimit] = useState(STEP);
  const page = useImportNotes(id, code, limit).data;
  if (page === undefined) return null;
  const show = (kind: string | null): void => {
    setCode(kind);
    setLimit(STEP);
  };
  return (
    <div data-part="noted-cases">
      {code === null && page.total < noted ? (
        <p className={styles['dim']}>{own.notesNotKept(noted, page.total)}</p>
      ) : null}
      {page.kinds.length < 2 ? null : (
        <span className={styles['actions']}>
          <Button pressed={code === null} onPress={() => show(null)}>
            {own.allKinds}
          </Button>
          {page.kinds.map((kind) => (
            <Button
              key={kind.example.code}
              pressed={code === kind.example.code}
              onPress={() => show(kind.example.code)}
            >
              {own.kindOfNote(kind.cases, sentText(kind.example))}
            </Button>
          ))}
        </span>
      )}
      <ul className={historyStyles['notes']}>
        {page.items.map(({ caseId, title, notes }) => (
          <li key={caseId}>
            <RowButton
              onClick={() => {
                select(caseId);
                goTo('desk');
              }}
              className={historyStyles['note-case']}
            >
              <b>{caseId.slice(caseId.indexOf(':') + 1)}</b> {title}
            </RowButton>
            {notes.map((note) => (
              <p key={`${note.code} ${note.message}`} className={styles['dim']}>
                {sentText(note)}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {page.total > page.items.length && limit < MOST ? (
        <Button onPress={() => setLimit(limit + STEP)}>
          {own.moreNotes(page.total - page.items.length)}
        </Button>
      ) : null}
    </div>
  );
}
