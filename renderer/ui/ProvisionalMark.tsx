import type { ReactNode } from 'react';
import type { Provisional } from '../../shared/contract/common.ts';
import { useWords } from '../base/words.ts';
import { useSentErrorText } from '../live/client/errorText.ts';
import styles from './ProvisionalMark.module.css';
import { uiWords } from './uiWords.ts';

/** 暂定 in a frame beside a limit that may still move, with the reason in its title; nothing where the limit stands. */
export function ProvisionalMark({ of }: { of: Provisional | null | undefined }): ReactNode {
  const words = useWords(uiWords);
  const text = useSentErrorText();
  if (!of) return null;
  return (
    <span className={styles['mark']} data-part="provisional" title={text(of.reason)}>
      {words.provisional}
    </span>
  );
}
