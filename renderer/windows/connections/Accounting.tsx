import type { ReactNode } from 'react';
import type { SourceAccounting } from '../../../shared/contract/sources.ts';
import { count } from '../../ui/Figure.tsx';
import { unaccountedRows } from './accounting.ts';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

/**
 * The accounting of a source (对账) as a sum that the operator can check: received = stored + unchanged + quarantined.
 */
export function Accounting({ rows, words }: { rows: SourceAccounting; words: ConnWords }): ReactNode {
  const difference = unaccountedRows(rows);
  const terms = [
    { sign: '', word: words.received, value: rows.received, tone: 'plain' },
    { sign: '=', word: words.stored, value: rows.stored, tone: 'plain' },
    { sign: '+', word: words.unchanged, value: rows.unchanged, tone: 'plain' },
    {
      sign: '+',
      word: words.refused,
      value: rows.quarantined,
      tone: rows.quarantined > 0 ? 'late' : 'plain',
    },
  ];
  return (
    <div className={styles['accounting']}>
      {terms.map((term) => (
        <AccountingTerm key={term.word} part="accounting-term" {...term} />
      ))}
      <span className={styles['accounting-check']} data-part="accounting-check" data-ok={difference === 0}>
        <span aria-hidden="true">{difference === 0 ? '✓ ' : '× '}</span>
        {difference === 0 ? words.adds : words.doesNotAdd(count(Math.abs(difference)))}
      </span>
    </div>
  );
}

type Term = { sign: string; word: string; value: number; tone: string; part: string };

/** One figure of a sum, with the sign before it; `part`: its name for tests. */
export function AccountingTerm({ sign, word, value, tone, part }: Term): ReactNode {
  return (
    <span className={styles['accounting-term']} data-part={part} data-tone={tone}>
      {sign === '' ? null : <i>{sign}</i>}
      <span>
        <b>{count(value)}</b>
        <small>{word}</small>
      </span>
    </span>
  );
}
