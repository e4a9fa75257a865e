import type { ReactNode } from 'react';
import type { Appeal } from '../../../shared/contract/whistleAppeals.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { GROUND_WORDS } from '../../../shared/whistle/words.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import type { BoardContext } from './boardContext.ts';
import { Evidence } from './Evidence.tsx';
import { markName } from './markName.ts';
import pageStyles from './page.module.css';
import { pageWords } from './pageWords.ts';

/** The appeals (申诉) of one department: against what, why, and what came of each review. */
export function Appeals({
  summons,
  view,
  parts,
}: {
  summons: string;
  view: WhistleView;
  parts: BoardContext;
}): ReactNode {
  return view.appeals
    .filter((appeal) => appeal.summons === summons)
    .map((appeal) => <One key={appeal.id} appeal={appeal} view={view} parts={parts} />);
}

function One({ appeal, view, parts }: { appeal: Appeal; view: WhistleView; parts: BoardContext }): ReactNode {
  const page = useWords(pageWords);
  const { language } = parts.names;
  const { colon, semicolon } = PUNCTUATION[language];
  const clock = markName(appeal.mark, language);
  const reviews = (['first', 'second'] as const).flatMap((step) => {
    const review = appeal[step];
    if (review === null) return [];
    const verdict = review.accept ? page.accepted : page.notAccepted;
    return [{ step, text: `${page[`review_${step}`]}${colon}${verdict}${semicolon}${review.reason}` }];
  });
  return (
    <div
      className={pageStyles['appeal']}
      data-part="w-appeal"
      data-open={appeal.stage === 'first' || appeal.stage === 'second'}
    >
      <b>
        {appeal.origin === 'command' ? page.exemptionOf(clock) : page.appealOf(clock)} ·{' '}
        {page[`appeal_${appeal.stage}`]}
      </b>
      <br />
      {GROUND_WORDS[appeal.ground][language]}
      {semicolon}
      {appeal.reason}
      {reviews.map(({ step, text }) => (
        <p key={step}>{text}</p>
      ))}
      {appeal.evidence.length === 0 ? null : <Evidence hashes={appeal.evidence} files={view.files} />}
    </div>
  );
}
