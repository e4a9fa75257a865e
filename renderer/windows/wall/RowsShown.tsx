import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { count } from '../../ui/Figure.tsx';
import listStyles from './lists.module.css';
import { wallWords } from './words.ts';

/** 显示 6 / 共 14: in the head of a list that has more than fits. */
export function RowsShown({ whole, all }: { whole: number; all: number }): ReactNode {
  const words = useWords(wallWords);
  return whole < all ? (
    <span className={listStyles['rows-shown']} data-part="rows-shown">
      {words.rowsShown(count(whole), count(all))}
    </span>
  ) : null;
}
