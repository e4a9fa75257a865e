import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Handover, HandoverFact } from '../../../shared/contract/handover.ts';
import { applyChange, changeBetween } from '../../../shared/handover/change.ts';
import {
  acknowledge,
  chooseIncoming,
  type Step,
  signIncoming,
  signOutgoing,
  writeNote,
} from '../../../shared/handover/decide.ts';
import { keyOf, versionOf } from '../../../shared/handover/facts.ts';
import { refreshed, unacknowledged } from '../../../shared/handover/refresh.ts';
import { begun, DUTY, NOW, RELIEF, source, THIRD, whistle } from './story.ts';

const stage = fc.constantFrom('blown' as const, 'assembling' as const, 'handling' as const);
const fact: fc.Arbitrary<HandoverFact> = fc.oneof(
  fc
    .tuple(fc.constantFrom('w-1', 'w-2', 'w-3', 'w-4'), stage, fc.integer({ min: 0, max: 3 }))
    .map(([id, at, arrived]) => whistle(id, { stage: at, arrived })),
  fc.constantFrom(source('down'), source('paused')),
);
const facts = fc.uniqueArray(fact, { maxLength: 6, selector: keyOf });

type Act =
  | { do: 'look'; facts: HandoverFact[] }
  | { do: 'choose'; third: boolean }
  | { do: 'answer'; at: number; stale: boolean; verdict: 'checked' | 'objected' | 'withdrawn' }
  | { do: 'write'; text: string }
  | { do: 'sign' };
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant('look' as const), facts }),
  fc.record({ do: fc.constant('choose' as const), third: fc.boolean() }),
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      at: fc.nat({ max: 8 }),
      stale: fc.boolean(),
      verdict: fc.constantFrom('checked' as const, 'objected' as const, 'withdrawn' as const),
    }),
  },
  fc.record({ do: fc.constant('write' as const), text: fc.constantFrom('', '一', '二') }),
  fc.constant<Act>({ do: 'sign' }),
);

function stepped(handover: Handover, given: Act, now: number, known: readonly HandoverFact[]): Handover {
  const after = (step: Step): Handover => (step.ok ? refreshed(step.handover, known, now) : handover);
  switch (given.do) {
    case 'look':
      return refreshed(handover, given.facts, now);
    case 'choose':
      return after(chooseIncoming(handover, given.third ? THIRD : RELIEF));
    case 'answer': {
      const item = handover.items[given.at];
      if (item === undefined) return handover;
      const version = given.stale ? 'stale' : item.version;
      return after(
        acknowledge(handover, { key: item.key, version, verdict: given.verdict, words: '说明' }, now),
      );
    }
    case 'write':
      return after(writeNote(handover, { heading: 'other', text: given.text, was: handover.notes.other }));
    case 'sign':
      return after(signOutgoing(handover, DUTY, handover.seq, now));
  }
}

/** Every prefix of a walk, with the facts that were known there. */
function walk(first: HandoverFact[], acts: readonly Act[]): { at: Handover; known: HandoverFact[] }[] {
  let known = first;
  let at = begun(first);
  const seen = [{ at, known }];
  acts.forEach((given, index) => {
    if (given.do === 'look') known = given.facts;
    at = stepped(at, given, NOW + index + 1, known);
    seen.push({ at, known });
  });
  return seen;
}

const walks = (check: (seen: { at: Handover; known: HandoverFact[] }[]) => void): void =>
  fc.assert(
    fc.property(facts, fc.array(act, { maxLength: 25 }), (first, acts) => check(walk(first, acts))),
    { numRuns: 300 },
  );

it('holds what stands exactly once, as it stands, and never loses a line', () => {
  walks((seen) => {
    let before: string[] = [];
    for (const { at, known } of seen) {
      const keys = at.items.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const standing = at.items.filter(({ mark, section }) => mark !== 'ended' && section !== 'notes');
      expect(standing.map(({ key }) => key).sort()).toEqual(known.map(keyOf).sort());
      for (const each of known) {
        const item = at.items.find(({ key }) => key === keyOf(each));
        expect(item?.fact).toEqual(each);
        expect(item?.version).toBe(versionOf(each));
      }
      // Nothing moves: lines only come in behind the others.
      expect(keys.slice(0, before.length)).toEqual(before);
      before = keys;
    }
  });
});

it('is signed by nobody while a line is not acknowledged, and by two people only', () => {
  walks((seen) => {
    for (const { at } of seen) {
      if (at.outgoingSignedAt !== null) expect(unacknowledged(at)).toEqual([]);
      const shift = { at: NOW, name: '08:00' };
      for (const person of [DUTY, RELIEF, THIRD]) {
        const made = signIncoming(at, person, at.seq, NOW + 100, shift);
        if (!made.ok) continue;
        expect(unacknowledged(at)).toEqual([]);
        expect(made.record.outgoing.id).not.toBe(made.record.incoming.id);
        expect(made.record.incoming.id).toBe(at.incoming?.id);
        expect(made.record.items).toEqual(at.items);
      }
    }
  });
});

it('is the same when its changes are written down and applied one by one', () => {
  walks((seen) => {
    seen.reduce((before, after) => {
      const change = JSON.parse(JSON.stringify(changeBetween(before.at, after.at)));
      expect(applyChange(before.at, change)).toEqual(after.at);
      return after;
    });
  });
});

it('numbers every change, and no look without one', () => {
  walks((seen) => {
    seen.reduce((before, after) => {
      if (after.at === before.at) return after;
      expect(after.at.seq).toBeGreaterThan(before.at.seq);
      return after;
    });
    for (const { at, known } of seen) expect(refreshed(at, known, NOW + 999)).toBe(at);
  });
});
