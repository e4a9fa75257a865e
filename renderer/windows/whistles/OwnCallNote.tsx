import type { ReactNode } from 'react';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { useWords } from '../../base/words.ts';
import { usePersonName } from '../../live/client/session.ts';
import actStyles from './acts.module.css';
import { approvalText, callNote } from './approvalText.ts';
import type { BoardContext } from './boardContext.ts';
import { pageWords } from './pageWords.ts';

/** The approval by telephone (电话批准) that the operator is about to confirm or to disown, as it was recorded. */
export function OwnCallNote(props: {
  view: WhistleView;
  operator: string | null;
  parts: BoardContext;
}): ReactNode {
  const { view, operator, parts } = props;
  const words = useWords(pageWords);
  const person = usePersonName();
  const call = view.approvals.find((one) => one.by === operator && one.phone === 'unconfirmed');
  if (call === undefined) return null;
  const { names, time } = parts;
  const note = callNote(call, view.log);
  return (
    <p data-part="w-own-call" className={actStyles['own-call']}>
      {approvalText(call, view.log, { language: names.language, words, person, time })}
      {note === '' ? null : <q>{note}</q>}
    </p>
  );
}
