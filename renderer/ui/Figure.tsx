import { type ReactNode, useId } from 'react';
import { useWords } from '../base/words.ts';
import styles from './Figure.module.css';
import { RowButton } from './kit/RowButton.tsx';
import { uiWords } from './uiWords.ts';

export type FigureTone = 'plain' | 'open' | 'overdue' | 'fresh';

const GROUPED = new Intl.NumberFormat('en-US');

/** `12345` → `12,345`; «—» where there is no figure yet. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : GROUPED.format(value);
}

/** A published number: its rule (口径) shows on hover and focus, a press opens the rows behind it. */
export function Figure(props: {
  label: string;
  value: string;
  /** Small line under it, e.g. both parts of a rate. */
  detail: string;
  rule: string;
  tone: FigureTone;
  open: (() => void) | null;
}): ReactNode {
  const words = useWords(uiWords);
  const id = useId();
  return (
    <div className={styles['figure']} data-part="figure" data-tone={props.tone}>
      <RowButton
        aria-describedby={id}
        onClick={() => props.open?.()}
        aria-disabled={props.open === null}
        className={styles['button']}
        data-part="figure-button"
      >
        <span className={styles['label']}>{props.label}</span>
        <span className={styles['value']} data-part="figure-value">
          {props.value}
        </span>
        <span className={styles['detail']} data-part="figure-detail">
          {props.detail}
        </span>
      </RowButton>
      <span className={styles['rule']} data-part="figure-rule" role="tooltip" id={id}>
        <b>{words.rule}</b> {props.rule}
      </span>
    </div>
  );
}
