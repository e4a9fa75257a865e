import type { WhistleCommandInput } from '../../../shared/contract/whistleCommands.ts';
import { whistleId } from '../../../shared/whistle/ids.ts';
import { draftOf, HOUR, MINUTE, START } from './support.ts';

/** What a step does: who, to which whistle, with which command. */
export type KillStep = { who: string; whistle: string; command: WhistleCommandInput };

/** Hall time from one step to the next: an odd number, so that steps fall between the marks of the clocks. */
export const STEP_MS = 29 * MINUTE;

/** Of the one file that results name; the test puts its bytes into the folder. */
export const PROOF = '%PDF-1.7 proof of the work';

/** What a desk knows when it writes a command: the hall's time, and the newest back-entry that waits for its confirmer. */
export type Desk = { now: number; entry: number | null; proof: string };

/**
 * The n-th command of a story without an end. One round is one whistle from draft to 销号; rounds take turns: one with an
 * objection, appeals and a merge, one with people who are away, a second street, a dissolved department and back-entries.
 * What a step finds may be different after a long death (an objection that comes too late), and then it is refused.
 */
export function stepOf(n: number, desk: Desk): KillStep {
  const [odd, even] = [storyOf(0, desk.proof), trustStoryOf(0, desk)];
  const pair = Math.floor(n / (odd.length + even.length));
  const within = n % (odd.length + even.length);
  const step =
    within < odd.length
      ? storyOf(2 * pair, desk.proof)[within]
      : trustStoryOf(2 * pair + 1, desk)[within - odd.length];
  if (step === undefined) throw new Error('no such step');
  return step;
}

/** The delegation under which `deputy` acts for `leader`. */
export const DELEGATION = 'kill-delegation';
/** Ids of a round's command, whistle and draft. */
function parts(round: number) {
  const id = (what: string) => `kill-${round}-${what}`;
  const whistle = whistleId(id('draft'));
  // Far enough apart that no round's whistle is taken for a duplicate of another's.
  const lon = -71.099 + 0.001 * (round % 35);
  const lat = 42.302 + 0.001 * (Math.floor(round / 35) % 45);
  const place = { lon, lat, address: '' };
  // A time to meet that no death can outlast.
  const draft = { ...draftOf(START, { place }), meet: { at: START + 900_000 * HOUR, where: '现场' } };
  const on = (who: string, what: string, command: WithoutId): KillStep => {
    return { who, whistle, command: { commandId: id(what), ...command } };
  };
  return { id, whistle, draft, on };
}

function storyOf(round: number, proof: string): KillStep[] {
  const { id, whistle, draft, on } = parts(round);
  const twin = whistleId(id('twin'));
  const [a, b] = ['s1', 's2'];
  const reason = '理由';
  const ground = 'not-notified';
  const review = { type: 'review-appeal', appeal: 'a1', accept: true, reason } as const;
  return [
    on('duty', 'draft', { type: 'draft', draft }),
    on('duty', 'submit', { type: 'submit' }),
    on('leader', 'approve', { type: 'approve' }),
    on('dispatch', 'triage', { type: 'triage-accept' }),
    // The hour to sign passes meanwhile: a mark that is appealed against, and that two persons take back.
    on('duty', 'first-note', { type: 'note', text: '等签收' }),
    on('duty', 'second-note', { type: 'note', text: '再等签收' }),
    on('a-handler', 'sign-a', { type: 'sign', summons: a }),
    on('a-handler', 'appeal', { type: 'appeal', summons: a, mark: `${a}.sign.0@1`, ground, reason }),
    // Refused, which must be remembered too.
    on('b-handler', 'sign-wrong', { type: 'sign', summons: a }),
    on('b-handler', 'object-b', { type: 'object', summons: b, reason, proposes: 'W' }),
    on('dispatch', 'rule-b', { type: 'rule', summons: b, ruling: 'uphold', org: 'W', reason }),
    on('a-handler', 'more-time', { type: 'request-extension', summons: a, clock: 'arrive', add: 1, reason }),
    on('dispatch', 'first-review', { ...review, step: 'first' }),
    on('shift', 'second-review', { ...review, step: 'second' }),
    on('dispatch', 'grant', { type: 'decide-extension', request: 'x1', grant: true, reason }),
    on('a-handler', 'contact-a', { type: 'contact', summons: a, with: '值守' }),
    on('duty', 'arrive-a', { type: 'arrive', summons: a, method: 'clerk', who: '带队人' }),
    on('vice', 'suspend', {
      type: 'suspend',
      // An end date that follows from the round alone lies before or after the day, as deaths have it.
      until: START + (round * 24 + 60) * 24 * HOUR,
      condition: 'season',
      reason,
    }),
    on('duty', 'note', { type: 'note', text: `第${round}个` }),
    // Two logs in one transaction: the repeat tells the first whistle, the merge takes the cases along.
    {
      who: 'duty',
      whistle: twin,
      command: { commandId: id('twin'), type: 'draft', draft, parent: whistle },
    },
    { ...on('duty', 'merge', { type: 'merge', into: whistle, reason }), whistle: twin },
    on('vice', 'resume', { type: 'resume', reason }),
    on('a-handler', 'result', { type: 'submit-result', summons: a, text: '已修复', files: [proof] }),
    on('duty', 'confirm', { type: 'confirm', onSite: true }),
    on('leader', 'rate', {
      type: 'rate',
      scores: [a, 's3'].map((summons) => ({ summons, arrival: 5, attitude: 4, effect: 5 })),
    }),
  ];
}

/** With an approval by telephone, a delegation, a second street, acts in a batch, back-entries and a department that is gone. */
function trustStoryOf(round: number, { now, entry, proof }: Desk): KillStep[] {
  const { id, draft, on } = parts(round);
  const [a, b] = ['s1', 's2'];
  const reason = '理由';
  const batch = id('batch');
  const afterwards = (confirmedBy: string) => ({
    backEntry: { occurredAt: now - 5 * MINUTE, cause: 'system-down' as const, reason, confirmedBy },
  });
  return [
    on('duty', 'draft', { type: 'draft', draft }),
    on('duty', 'submit', { type: 'submit' }),
    on('dispatch', 'by-telephone', { type: 'record-approval', leader: 'leader', at: now - MINUTE }),
    on('leader', 'countersign', { type: 'countersign' }),
    on('dispatch', 'triage', { type: 'triage-accept' }),
    on('duty', 'join', { type: 'join-street', street: 'S2', reason }),
    on('duty', 'first-note', { type: 'note', text: '等签收', batch }),
    on('other-duty', 'second-note', { type: 'note', text: '联合街道已知', batch }),
    on('a-handler', 'sign-a', { type: 'sign', summons: a, batch }),
    on('a-handler', 'contact-a', { type: 'contact', summons: a, with: '值守' }),
    on('b-handler', 'sign-b', { type: 'sign', summons: b }),
    // Refused while the department is there.
    on('shift', 'transfer', { type: 'transfer', from: 'B', to: 'W', reason }),
    on('duty', 'arrive-a', {
      ...{ type: 'arrive', summons: a, method: 'clerk', who: '带队人' },
      ...afterwards('a-handler'),
    }),
    on('a-handler', 'confirm-entry', { type: 'confirm-back-entry', entry: entry ?? 1 }),
    on('deputy', 'excuse-b', {
      type: 'excuse',
      summons: b,
      until: now + 3 * HOUR,
      reason,
      delegation: DELEGATION,
    }),
    on('duty', 'arrive-b', {
      ...{ type: 'arrive', summons: b, method: 'clerk', who: '带队人' },
      ...afterwards('shift'),
    }),
    on('shift', 'disown-entry', { type: 'disown-back-entry', entry: entry ?? 1, reason }),
    on('a-handler', 'result', { type: 'submit-result', summons: a, text: '已修复', files: [proof] }),
    on('duty', 'confirm', { type: 'confirm', onSite: true }),
    on('other-duty', 'confirm-too', { type: 'confirm', onSite: true }),
    on('deputy', 'rate', {
      type: 'rate',
      scores: [a, b].map((summons) => ({ summons, arrival: 5, attitude: 4, effect: 5 })),
      delegation: DELEGATION,
    }),
  ];
}

type WithoutId = WhistleCommandInput extends infer C
  ? C extends unknown
    ? Omit<C, 'commandId'>
    : never
  : never;
