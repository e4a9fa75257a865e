import type { ReactNode } from 'react';
import type { WhistleCommandType } from '../../../shared/contract/whistleCommands.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { useWords } from '../../base/words.ts';
import { useOperators } from '../../live/client/session.ts';
import actStyles from './acts.module.css';
import { approvalText, callNote } from './approvalText.ts';
import type { BoardContext } from './boardContext.ts';
import { pageWords } from './pageWords.ts';

/** The approval by telephone (电话批准) that the operator is about to confirm or to disown, as it was recorded. */
export function OwnCallNote(props: {
  act: WhistleCommandType;
  view: WhistleView;
  operator: string | null;
  parts: BoardContext;
}): ReactNode {
  const { act, view, operator, parts } = props;
  const words = useWords(pageWords);
  const people = useOperators(true).data?.operators;
  if (act !== 'countersign' && act !== 'disown-approval') return null;
  const call = view.approvals.find((one) => one.by === operator && one.phone === 'unconfirmed');
  if (call === undefined) return null;
  const person = (id: string): string => people?.find((one) => one.id === id)?.name ?? id;
  const { names, time } = parts;
  const note = callNote(call, view.log);
  return (
    <p data-part="w-own-call" className={actStyles['own-call']}>
      {approvalText(call, view.log, { language: names.language, words, person, time })}
      {note === '' ? null : <q>{note}</q>}
    </p>
  );
}
