import type { ReactNode } from 'react';
import type { SourceAccounting } from '../../../shared/contract/sources.ts';
import { count } from '../../ui/Figure.tsx';
import { unaccounted } from './accounting.ts';
import type { ConnWords } from './words.ts';

/** 收到 = 入库 + 未变 + 隔离, as a sum that a person can check, and whether it adds up. */
export function Accounting({ rows, words }: { rows: SourceAccounting; words: ConnWords }): ReactNode {
  const apart = unaccounted(rows);
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
    <div className="accounting">
      {terms.map((term) => (
        <span key={term.word} className="accounting-term" data-tone={term.tone}>
          {term.sign === '' ? null : <i>{term.sign}</i>}
          <span>
            <b>{count(term.value)}</b>
            <small>{term.word}</small>
          </span>
        </span>
      ))}
      <span className="accounting-check" data-ok={apart === 0}>
        <span aria-hidden="true">{apart === 0 ? '✓ ' : '× '}</span>
        {apart === 0 ? words.adds : words.doesNotAdd(count(Math.abs(apart)))}
      </span>
    </div>
  );
}
