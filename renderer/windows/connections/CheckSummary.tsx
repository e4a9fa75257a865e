import type { ReactNode } from 'react';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import checkStyles from './check.module.css';
import type { ImportCheck } from './useImportCheck.ts';
import type { ConnWords } from './words.ts';

/** What the check found in one line above the long mapping, so that nobody needs to scroll to learn of it. */
export function CheckSummary(props: { check: ImportCheck; onSee: () => void; words: ConnWords }): ReactNode {
  const { check, onSee, words } = props;
  const tally = check.reading?.report?.tally;
  if (tally === undefined || check.isStale) return null;
  const unknown = tally.words.filter((word) => word.unknown).length;
  const strange = tally.categories.filter((category) => category.unknown).length;
  const warnings = [
    ...(tally.ids.repeated > 0 ? [words.checkToldIds] : []),
    ...(unknown > 0 ? [words.checkToldWords(unknown)] : []),
    ...(strange > 0 ? [words.checkToldCategories(strange)] : []),
  ];
  const isWrong = warnings.length > 0 || tally.refused > 0;
  return (
    <p className={checkStyles['summary']} data-part="check-summary" role="status">
      <span className={isWrong ? checkStyles['warn'] : checkStyles['fine']}>
        <span aria-hidden="true">{isWrong ? '◆ ' : '✓ '}</span>
        {[words.checkTold(count(tally.rows), count(tally.refused)), ...warnings].join(' · ')}
      </span>
      <Button onPress={onSee}>{words.checkSee} ↓</Button>
    </p>
  );
}
