import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';

type Approval = WhistleView['approvals'][number];

type Tools = {
  language: 'zh' | 'en';
  words: {
    post: string;
    actedFor: (who: string, principal: string) => string;
    byPhone: (state: string, recorder: string, recorded: string) => string;
    phone_unconfirmed: string;
    phone_confirmed: string;
    phone_disowned: string;
  };
  person: (operator: string) => string;
  time: (at: number) => string;
};

/** An approval (审签) in one line. One by telephone stands at the time of the call, with who recorded it and when. */
export function approvalText(approval: Approval, log: readonly WhistleEvent[], tools: Tools): string {
  const { language, words, person, time } = tools;
  const { role, by, for: principal, at, post, phone, recordedBy } = approval;
  const who = principal === undefined ? person(by) : words.actedFor(person(by), person(principal));
  const line = `${ROLE_WORDS[role][language]} ${who} ${time(callAt(approval, log))}${post ? ` ${words.post}` : ''}`;
  if (phone === undefined) return line;
  const told = words.byPhone(words[`phone_${phone}`], person(recordedBy ?? ''), time(at));
  return `${line} ${phone === 'confirmed' ? '' : '▲ '}${told}`;
}

/** What the recorder noted of the call; empty if nothing. */
export function callNote(approval: Approval, log: readonly WhistleEvent[]): string {
  return callOf(approval, log)?.note ?? '';
}

/** When it was said; the approval itself is dated when it was recorded. */
function callAt(approval: Approval, log: readonly WhistleEvent[]): number {
  return callOf(approval, log)?.at ?? approval.at;
}

function callOf({ by, at, phone }: Approval, log: readonly WhistleEvent[]) {
  if (phone === undefined) return undefined;
  for (const event of log)
    if (event.type === 'approved' && event.at === at && event.data.phone?.leader === by)
      return event.data.phone;
  return undefined;
}
