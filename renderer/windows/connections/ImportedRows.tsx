import { type ReactNode, useState } from 'react';
import type { ImportRow, ImportRowKind } from '../../../shared/contract/imports.ts';
import { goTo } from '../../base/navigation.ts';
import { useWords } from '../../base/words.ts';
import { useKeptText } from '../../live/client/keptText.ts';
import { select } from '../../live/link/filters.ts';
import { useImportRows } from '../../live/queries/imports.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import styles from './connections.module.css';
import historyStyles from './history.module.css';
import { historyWords } from './historyWords.ts';

const PAGE = 50;

/** The rows of an import of one kind, in the order of the list. */
export function ImportedRows({ id, kind }: { id: string; kind: ImportRowKind }): ReactNode {
  const own = useWords(historyWords);
  const [offset, setOffset] = useState(0);
  const page = useImportRows(id, kind, { limit: PAGE, offset }).data;
  if (page === undefined) return null;
  return (
    <div data-part="import-rows" data-kind={kind}>
      {page.known < page.total ? (
        <p className={styles['dim']}>{own.rowsNotKept(page.total, page.known)}</p>
      ) : null}
      <ul className={historyStyles['notes']}>
        {page.items.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a case may be in the list twice; its rows stay where they are.
          <li key={offset + at}>
            <OneRow row={row} />
          </li>
        ))}
      </ul>
      {page.known <= PAGE ? null : (
        <p className={historyStyles['kinds']}>
          <Button disabled={offset === 0} onPress={() => setOffset(Math.max(0, offset - PAGE))}>
            {own.earlierRows}
          </Button>
          <Button disabled={offset + PAGE >= page.known} onPress={() => setOffset(offset + PAGE)}>
            {own.laterRows}
          </Button>
          <span className={styles['dim']}>
            {own.rowsShown(offset + 1, Math.min(offset + PAGE, page.known), page.known)}
          </span>
        </p>
      )}
    </div>
  );
}

function OneRow({ row }: { row: ImportRow }): ReactNode {
  const own = useWords(historyWords);
  const keptText = useKeptText();
  const { caseId, number, title, refusal } = row;
  if (caseId === null)
    return (
      <>
        <b>{number ?? (refusal === null ? '—' : own.numberUnread)}</b>
        <p className={styles['dim']}>{refusal === null ? own.readSince : keptText(refusal)}</p>
      </>
    );
  return (
    <RowButton
      onClick={() => {
        select(caseId);
        goTo('desk');
      }}
      className={historyStyles['note-case']}
    >
      <b>{number}</b> {title}
    </RowButton>
  );
}
