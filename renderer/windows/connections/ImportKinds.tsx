import { type ReactNode, useState } from 'react';
import { type ImportRecord, ImportRowKind } from '../../../shared/contract/imports.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import historyStyles from './history.module.css';
import { historyWords } from './historyWords.ts';
import { ImportedRows } from './ImportedRows.tsx';
import { NotedCases } from './NotedCases.tsx';

/** The rows of an import by what became of them; a count lists its rows. Of one that was undone, the counts alone. */
export function ImportKinds({ record }: { record: ImportRecord }): ReactNode {
  const own = useWords(historyWords);
  const marks = usePunctuation();
  const [shown, setShown] = useState<ImportRowKind | null>(null);
  const { received, stored, unchanged, quarantined } = record.accounting;
  const rows = { clean: stored - record.noted, noted: record.noted, unchanged, quarantined };
  const isOpen = shown !== null && record.undo === null && rows[shown] > 0;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons within a list, not a form. */}
      <div className={historyStyles['kinds']} role="group" aria-label={own.kinds}>
        <span>
          {own.received(received)}
          {marks.colon}
        </span>
        {ImportRowKind.options.map((kind) =>
          rows[kind] === 0 || record.undo !== null ? (
            <span key={kind}>{own[`rows_${kind}`](rows[kind])}</span>
          ) : (
            <Button
              key={kind}
              expanded={shown === kind}
              onPress={() => setShown(shown === kind ? null : kind)}
              part={kind}
            >
              {own[`rows_${kind}`](rows[kind])}
            </Button>
          ),
        )}
      </div>
      {!isOpen ? null : shown === 'noted' ? (
        <NotedCases id={record.id} noted={record.noted} />
      ) : (
        <ImportedRows key={shown} id={record.id} kind={shown} />
      )}
    </>
  );
}
