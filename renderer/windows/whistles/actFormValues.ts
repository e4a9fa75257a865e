import type { SessionState } from '../../../shared/contract/operators.ts';
import type { WhistleChoices } from '../../../shared/contract/packView.ts';
import type { Role } from '../../../shared/contract/people.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import type { Act, Field } from './acts.ts';
import { type ActWords, wordOf } from './actWords.ts';
import { appealsToChoose, marksToChoose } from './appealChoices.ts';
import { entriesToVouch, notBefore } from './backEntryForm.ts';
import type { Values } from './formValues.ts';

/** Each way of arriving asks for its own proof; somebody recorded on behalf only for a name. */
export function shownFields(
  act: Act,
  forOther: boolean,
  values: Values,
  fixed: string | null,
  { joint, clocks }: WhistleView,
  me: SessionState | null,
): readonly Field[] {
  if (act.type === 'confirm') {
    // Only once the second street has let its limit pass can it be said why its confirmation is missing.
    const late = clocks.some((clock) => clock.kind === 'joint-confirm' && clock.overdue);
    const alone = joint !== undefined && joint.other === null && late && me?.org !== joint.street;
    return act.fields.filter(({ name }) => name !== 'jointMissing' || alone);
  }
  if (act.type !== 'arrive') return act.fields;
  const proofs = { gps: 'position', qr: 'code', clerk: 'who', record: 'who' };
  const proof = forOther
    ? 'who'
    : Object.entries(proofs).find(([method]) => method === values['method'])?.[1];
  return act.fields
    .filter(({ name }) => name === proof || (name === 'method' && !forOther && fixed === null))
    .map((field) => (forOther ? field : { ...field, need: true }));
}

/** Only what the chosen way asks for is sent: a code typed before another way was chosen is not. */
function arrivalOf(values: Values, fields: readonly Field[], method: string | null): Values {
  const sent = Object.fromEntries(fields.map(({ name }) => [name, values[name]]));
  return method === null ? sent : { ...sent, method };
}

/** What is sent of a form: of an arrival only its proof; with a review, which of the two the operator saw due. */
export function valuesToSend(
  act: Act,
  values: Values,
  fields: readonly Field[],
  method: string | null,
  view: WhistleView,
): Values {
  if (act.type === 'arrive') return arrivalOf(values, fields, method);
  const earlier = callNotBefore(act, view);
  if (earlier !== null) {
    const at = typeof values['at'] === 'number' ? values['at'] : null;
    return { ...values, at: answeredAt(at, earlier) };
  }
  if (act.type !== 'review-appeal') return values;
  const found = view.appeals.find(({ id }) => id === values['appeal']);
  return { ...values, step: found?.stage === 'second' ? 'second' : 'first' };
}

/** What the call that an act records came after, UTC ms; null: it records none. */
function callNotBefore({ type }: Act, { summary, log }: WhistleView): number | null {
  if (type === 'call-outside') return summary.createdAt;
  if (type !== 'record-approval') return null;
  return (
    log.findLast((event) => event.type === 'submitted' || event.type === 'blown')?.at ?? summary.createdAt
  );
}

/** The review that waits for this operator; else the first that waits at all. */
function firstToReview(view: WhistleView, me: SessionState | null): string {
  const open = appealsToChoose(view, null);
  return (
    (open.find(({ by, first }) => by !== me?.operator && first?.by !== me?.operator) ?? open[0])?.id ?? ''
  );
}

/** Posts that an act goes to: whoever decides an extension, and whom an escalation tells. */
export function postsOf(
  act: Act,
  values: Values,
  choices: WhistleChoices | null,
): readonly (readonly Role[])[] {
  if (choices === null) return [];
  if (act.type === 'request-extension') return choices.extension.slice(0, 1);
  if (act.type !== 'escalate') return [];
  const level = choices.levels.find((each) => each.level === values['to']);
  return (level?.notify ?? []).map((role) => [role]);
}

/** Fields hold whole minutes: a call within the minute of what it was about came after it, not before. */
export function answeredAt(at: number | null, notifiedAt: number): number | null {
  return at === null ? null : notBefore(at, notifiedAt);
}

/** Acts that a clerk may record for a department. */
export const PROXY_ACTS: ReadonlySet<string> = new Set([
  'sign',
  'contact',
  'object',
  'arrive',
  'leave',
  'request-extension',
  'submit-result',
  'appeal',
  'withdraw-appeal',
]);

/** What a field is called that has to be filled. */
export function missingName(words: ActWords, act: Act, name: string): string {
  if (name === 'backEntry') return words.backEntry;
  return name === 'onBehalf' ? words.behalf_who : fieldName(words, act, name);
}

/** `code` is a check-in code in one form and the reason of a rejection in another. */
function fieldName(words: Parameters<typeof wordOf>[0], act: Pick<Act, 'type'>, name: string): string {
  return act.type === 'triage-reject' && name === 'code'
    ? wordOf(words, 'o_code')
    : wordOf(words, `f_${name}`);
}

/** What is most often right stands there already. */
export function firstValues(
  act: Act,
  view: WhistleView,
  summons: string | null,
  me: SessionState | null,
  now: number,
): Values {
  const { level } = view.summary;
  if (act.type === 'arrive') return { method: me?.org === view.draft.street ? 'clerk' : 'qr' };
  if (act.type === 'escalate') return { to: Math.min(4, level + 1) };
  if (act.type === 'deescalate') return { to: Math.max(0, level - 1) };
  if (act.type === 'confirm') return { onSite: true };
  if (act.type === 'call-outside') return { how: 'phone', at: now, waiting: true };
  if (act.type === 'record-approval') return { at: now };
  if (act.type === 'decide-extension') {
    const pending = view.extensions.filter((each) => each.decision === 'pending');
    const first = pending.find((each) => each.summons === summons) ?? pending[0];
    return { request: first?.id ?? '', grant: true };
  }
  if (act.type === 'appeal' || act.type === 'propose-exemption')
    return { mark: marksToChoose(view, summons)[0]?.id ?? '' };
  if (act.type === 'withdraw-appeal') return { appeal: appealsToChoose(view, summons)[0]?.id ?? '' };
  if (act.type === 'review-appeal') return { appeal: firstToReview(view, me), accept: true };
  if (act.type === 'confirm-back-entry' || act.type === 'disown-back-entry')
    return { entry: entriesToVouch(view, me?.operator ?? null)[0]?.entry };
  if (act.type === 'request-extension') {
    const child = view.children.find((each) => each.id === summons);
    return {
      clock: child?.stage === 'working' ? 'handle' : child?.stage === 'signed' ? 'contact' : 'arrive',
    };
  }
  if (act.type === 'rework')
    return { summons: view.children.filter((each) => each.stage === 'submitted').map((each) => each.id) };
  if (act.type === 'rate')
    return {
      scores: view.children
        .filter((each) => each.part !== 'leader' && each.stage !== 'released' && each.stage !== 'replaced')
        .map((each) => ({ summons: each.id, arrival: 4, attitude: 4, effect: 4, comment: '' })),
    };
  return {};
}
