import type { WhistleCommandInput } from '../../../shared/contract/whistleCommands.ts';
import { whistleId } from '../../../shared/whistle/ids.ts';
import { draftOf, HOUR, MINUTE, START } from './support.ts';

/** What a step does: who, to which whistle, with which command. */
export type KillStep = { who: string; whistle: string; command: WhistleCommandInput };

/** Hall time from one step to the next: an odd number, so that steps fall between the marks of the clocks. */
export const STEP_MS = 29 * MINUTE;

/** Of the one file that results name; the test puts its bytes into the folder. */
export const PROOF = '%PDF-1.7 proof of the work';

/**
 * The n-th command of a story without an end. Follows from `n` alone (and the hash of the proof), so that it can be sent
 * again word for word. One round is one whistle from draft to 销号 with a second one that is merged into it; what a step
 * finds may be different after a long death (an objection that comes too late), and then it is refused.
 */
export function stepOf(n: number, proof: string): KillStep {
  const length = storyOf(0, proof).length;
  const step = storyOf(Math.floor(n / length), proof)[n % length];
  if (step === undefined) throw new Error('no such step');
  return step;
}

function storyOf(round: number, proof: string): KillStep[] {
  const id = (what: string) => `kill-${round}-${what}`;
  const whistle = whistleId(id('draft'));
  const twin = whistleId(id('twin'));
  // Far enough apart that no round's whistle is taken for a duplicate of another's.
  const lon = -71.099 + 0.001 * (round % 35);
  const lat = 42.302 + 0.001 * (Math.floor(round / 35) % 45);
  const place = { lon, lat, address: '' };
  // A time to meet that no death can outlast.
  const draft = { ...draftOf(START, { place }), meet: { at: START + 900_000 * HOUR, where: '现场' } };
  const on = (who: string, what: string, command: WithoutId): KillStep => {
    return { who, whistle, command: { commandId: id(what), ...command } };
  };
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

type WithoutId = WhistleCommandInput extends infer C
  ? C extends unknown
    ? Omit<C, 'commandId'>
    : never
  : never;
