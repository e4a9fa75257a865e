import type { Appeal, MarkView } from '../../../shared/contract/whistleAppeals.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';

/** Marks of a department that still count and against which nothing is open. */
export function marksToChoose(view: WhistleView, summons: string | null): MarkView[] {
  const waiting = new Set(appealsToChoose(view, summons).map(({ mark }) => mark));
  return view.marks.filter((mark) => mark.summons === summons && !mark.exempt && !waiting.has(mark.id));
}

/** Appeals that wait for a review; `summons` null: of all departments. */
export function appealsToChoose(view: WhistleView, summons: string | null): Appeal[] {
  return view.appeals.filter(
    ({ stage, summons: of }) =>
      (stage === 'first' || stage === 'second') && (summons === null || of === summons),
  );
}
