import { describe, expect, it } from 'vitest';
import type { Handover, HandoverFact } from '../../../shared/contract/handover.ts';
import {
  acknowledge,
  chooseIncoming,
  type Step,
  signIncoming,
  signOutgoing,
  writeNote,
} from '../../../shared/handover/decide.ts';
import { refreshed } from '../../../shared/handover/refresh.ts';
import { begun, DUTY, itemOf, MINUTE, NOW, RELIEF, source, THIRD, whistle } from './story.ts';

const A = whistle('w-a', {});
const SHIFT = { at: NOW, name: '08:00' };

function done(step: Step): Handover {
  if (!step.ok) throw new Error(step.code);
  return step.handover;
}
const code = (step: { ok: true } | { ok: false; code: string }): string => (step.ok ? 'ok' : step.code);
const check = (handover: Handover, fact = A): Handover => {
  const { key, version } = itemOf(handover, fact);
  return done(acknowledge(handover, { key, version, verdict: 'checked', words: '' }, NOW));
};
const chosen = (): Handover => done(chooseIncoming(begun([A]), RELIEF));
const ready = (): Handover => check(chosen());
const signed = (): Handover => done(signOutgoing(ready(), DUTY, 99, NOW));

describe('the digest', () => {
  it('marks what came, changed and ended, each in its place', () => {
    const b = whistle('w-b', {});
    const first = check(done(chooseIncoming(begun([A, b]), RELIEF)));
    const later = refreshed(first, [whistle('w-a', { stage: 'handling' }), source('down')], NOW + MINUTE);
    expect(later.items.map(({ key, mark, ack }) => [key, mark, ack === null])).toEqual([
      ['whistle:w-a', 'changed', true],
      ['whistle:w-b', 'ended', true],
      ['source:hotline', 'new', true],
    ]);
    const back = refreshed(later, [A, b, source('down')], NOW + 2 * MINUTE);
    expect(itemOf(back, b)).toMatchObject({ mark: 'changed', endedAt: null, ack: null });
  });

  it('keeps an acknowledgement while only figures move', () => {
    const first = check(done(chooseIncoming(begun([A]), RELIEF)));
    const fact = whistle('w-a', { arrived: 1 });
    expect(itemOf(refreshed(first, [fact], NOW + 1), A)).toMatchObject({ fact, ack: { verdict: 'checked' } });
    expect(refreshed(first, [A], NOW + 1)).toBe(first);
  });

  it('keeps the counts of cases while they cannot be taken, and takes them when they can', () => {
    const counted: HandoverFact = {
      ...{ kind: 'shift', since: NOW - 1, blown: [], closed: [], ended: [], escalated: [] },
      cases: { received: 7, closed: 3 },
    };
    const first = begun([A, counted]);
    expect(refreshed(first, [A, { ...counted, cases: null }], NOW + 1)).toBe(first);
    const ended = [{ id: 'w-b', subject: '井盖' }];
    const moved = refreshed(first, [A, { ...counted, ended, cases: null }], NOW + 1);
    expect(itemOf(moved, counted).fact).toEqual({ ...counted, ended });

    const uncounted = { ...counted, cases: null };
    const late = begun([A, uncounted]);
    expect(itemOf(late, uncounted).fact).toEqual(uncounted);
    expect(itemOf(refreshed(late, [A, counted], NOW + 1), counted).fact).toEqual(counted);
  });

  it('asks again when a clock falls overdue, and when a note is rewritten', () => {
    const clock = { id: 's1.sign.0', kind: 'sign' as const, by: { org: 'A', name: 'A' }, dueAt: NOW + 5 };
    const on = whistle('w-a', { clocks: [{ ...clock, overdue: false }] });
    const over = whistle('w-a', { clocks: [{ ...clock, overdue: true }] });
    const first = check(done(chooseIncoming(begun([on]), RELIEF)));
    expect(itemOf(first, on).section).toBe('clocks');
    expect(itemOf(refreshed(first, [over], NOW + 9), on)).toMatchObject({ mark: 'changed', ack: null });

    const note = { kind: 'note', heading: 'other', text: '钥匙在抽屉' } as const;
    const written = refreshed(done(writeNote(ready(), { ...note, was: '' })), [A], NOW);
    expect(itemOf(written, note)).toMatchObject({ mark: 'plain', ack: null });
    const known = check(written, note);
    const text = '钥匙交还';
    const again = refreshed(done(writeNote(known, { heading: 'other', text, was: note.text })), [A], NOW);
    expect(itemOf(again, note)).toMatchObject({ mark: 'changed', ack: null, fact: { text } });
    expect(code(writeNote(again, { ...note, text: '别的', was: note.text }))).toBe('changed-meanwhile');
  });
});

describe('signatures', () => {
  it('pass in order and leave a record of both', () => {
    const made = signIncoming(signed(), RELIEF, 99, NOW + MINUTE, SHIFT);
    expect(made).toMatchObject({
      ok: true,
      record: {
        shift: SHIFT,
        outgoing: { id: 'duty', signedAt: NOW },
        incoming: { id: 'relief', signedAt: NOW + MINUTE },
        items: [{ ack: { verdict: 'checked' } }],
      },
    });
  });

  it('fall when something comes in after the first one, not when something ends', () => {
    const b = whistle('w-b', {});
    const both = signed();
    expect(refreshed(both, [A, b], NOW + 1).outgoingSignedAt).toBeNull();
    expect(refreshed(both, [], NOW + 1).outgoingSignedAt).toBe(NOW);
    expect(done(chooseIncoming(both, THIRD)).outgoingSignedAt).toBeNull();
    expect(done(writeNote(both, { heading: 'other', text: '又及', was: '' })).outgoingSignedAt).toBeNull();
  });

  const unacked = chosen();
  const news = refreshed(ready(), [A, whistle('w-b', {})], NOW + 1);
  const { key, version } = itemOf(unacked, A);
  it.each<[string, () => { ok: true } | { ok: false; code: string }]>([
    ['same-person', () => chooseIncoming(begun([A]), DUTY)],
    ['no-incoming', () => signOutgoing(begun([A]), DUTY, 99, NOW)],
    ['no-incoming', () => acknowledge(begun([A]), { key, version, verdict: 'checked', words: '' }, NOW)],
    ['unknown-item', () => acknowledge(unacked, { key: 'x', version, verdict: 'checked', words: '' }, NOW)],
    ['words-missing', () => acknowledge(unacked, { key, version, verdict: 'objected', words: '' }, NOW)],
    [
      'changed-meanwhile',
      () => acknowledge(unacked, { key, version: '?', verdict: 'checked', words: '' }, NOW),
    ],
    ['unacknowledged', () => signOutgoing(unacked, DUTY, unacked.seq, NOW)],
    ['changed-meanwhile', () => signOutgoing(news, DUTY, news.seq - 1, NOW)],
    ['same-person', () => signOutgoing(ready(), RELIEF, 99, NOW)],
    ['outgoing-first', () => signIncoming(ready(), RELIEF, 99, NOW, SHIFT)],
    ['same-person', () => signIncoming(signed(), DUTY, 99, NOW, SHIFT)],
    ['changed-meanwhile', () => signIncoming(signed(), THIRD, 99, NOW, SHIFT)],
    ['unacknowledged', () => signIncoming({ ...unacked, outgoingSignedAt: NOW }, RELIEF, 99, NOW, SHIFT)],
  ])('%s', (why, step) => {
    expect(code(step())).toBe(why);
  });

  it('of another incoming operator need another look', () => {
    expect(done(chooseIncoming(ready(), THIRD)).items[0]?.ack).toBeNull();
    expect(done(chooseIncoming(ready(), RELIEF)).items[0]?.ack).not.toBeNull();
  });
});
