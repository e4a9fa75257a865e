import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnchorLine, judgeAnchor, readAnchorLines } from '../../../shared/journal/anchor.ts';

const value = (text: string): string => Buffer.from(text.padEnd(32, '.')).toString('hex').slice(0, 64);

function line(pos: number, text: string, kept: number | null = null): AnchorLine {
  return {
    ...{ v: 1, kind: kept === null ? 'head' : 'accepted', installation: 'i', pos, link: value(text) },
    ...{ at: pos * 1000, key: 'k', kept, mac: 'm' },
  };
}

/** A journal of these entries; each value covers all entries before. */
function journal(entries: string): { head: number; linkAt(pos: number): string | null } {
  return {
    head: entries.length,
    linkAt: (pos) => (pos >= 1 && pos <= entries.length ? value(entries.slice(0, pos)) : null),
  };
}
const judge = (lines: (AnchorLine | null)[], entries: string) => {
  const { head, linkAt } = journal(entries);
  return judgeAnchor(lines, head, linkAt);
};
const whole = { older: null, rechained: null, damaged: 0 };

describe('anchor lines against a journal', () => {
  it('agree with the journal they came from, and with one that went on', () => {
    const lines = [line(2, 'ab'), line(4, 'abcd')];
    expect(judge(lines, 'abcd')).toEqual({ ...whole, holds: 4 });
    expect(judge(lines, 'abcdef')).toEqual({ ...whole, holds: 4 });
    expect(judge([], 'ab')).toEqual({ ...whole, holds: 0 });
  });

  it('tell an older copy', () => {
    const lines = [line(2, 'ab'), line(4, 'abcd')];
    expect(judge(lines, 'abc')).toEqual({ ...whole, older: { anchored: 4, at: 4000 }, holds: 2 });
    expect(judge(lines, '')).toEqual({ ...whole, older: { anchored: 4, at: 4000 }, holds: 0 });
  });

  it('tell an older copy still when it has gone on and grown longer', () => {
    const lines = [line(2, 'ab'), line(4, 'abcd'), line(3, 'abx')];
    expect(judge(lines, 'abxyz')).toEqual({ ...whole, older: { anchored: 4, at: 4000 }, holds: 3 });
    const longer = [...lines, line(5, 'abxyz')];
    expect(judge(longer, 'abxyz')).toEqual({ ...whole, older: { anchored: 4, at: 4000 }, holds: 3 });
    expect(judge([...longer, line(6, 'abxyz.', 3)], 'abxyz.')).toEqual({ ...whole, holds: 6 });
  });

  it('tell a changed tail, and between which entries', () => {
    const lines = [line(2, 'ab'), line(4, 'abcd'), line(6, 'abcdef')];
    expect(judge(lines, 'abXdef')).toEqual({ ...whole, rechained: { after: 2, pos: 4 }, holds: 2 });
    // Lines that were written after the change vouch for nothing.
    expect(judge([...lines, line(7, 'abXdefg')], 'abXdefg')).toMatchObject({
      rechained: { after: 2, pos: 4 },
    });
  });

  it('accept what an administrator settled, and nothing that is done later', () => {
    const settled = [line(2, 'ab'), line(4, 'abcd'), line(3, 'abx'), line(4, 'abxy', 3)];
    expect(judge(settled, 'abxy')).toEqual({ ...whole, holds: 4 });
    expect(judge([null, ...settled], 'abxy')).toEqual({ ...whole, holds: 4 });
    expect(judge([...settled, null], 'abxy')).toMatchObject({ damaged: 1 });
    expect(judge(settled, 'abx')).toMatchObject({ older: { anchored: 4 } });
    expect(judge([...settled, line(5, 'abxyz')], 'aQxyz')).toMatchObject({ rechained: { after: 0, pos: 2 } });
  });

  it('never accuse a journal that was only written to, killed and started', () => {
    const runs = fc.array(fc.record({ written: fc.nat(5), anchored: fc.boolean() }), { maxLength: 20 });
    fc.assert(
      fc.property(runs, (steps) => {
        let entries = '';
        const lines: AnchorLine[] = [];
        for (const { written, anchored } of steps) {
          for (let n = 0; n < written; n++) entries += 'abcdefg'[(entries.length * 3) % 7];
          if (anchored && entries.length > 0) lines.push(line(entries.length, entries));
        }
        expect(judge(lines, entries)).toMatchObject(whole);
      }),
    );
  });

  it('always tell of entries below an anchored one that are gone or others', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (before, after, where) => {
        const ends = where.map((n) => 1 + (n % before.length)).sort((a, b) => a - b);
        const lines = ends.map((pos) => line(pos, before.slice(0, pos)));
        const last = ends.at(-1) ?? 0;
        const verdict = judge(lines, after);
        const agrees = after.startsWith(before.slice(0, last));
        expect(verdict.older === null && verdict.rechained === null).toBe(agrees);
      }),
    );
  });
});

describe('the text of an anchor file', () => {
  it('gives its lines, null for a damaged one, and nothing for one that was cut off', () => {
    const text = JSON.stringify(line(2, 'ab'));
    expect(readAnchorLines(`${text}\n\nnot JSON\n{"v":2}\n${text}\n${text.slice(0, 30)}`)).toEqual([
      line(2, 'ab'),
      null,
      null,
      line(2, 'ab'),
    ]);
    expect(readAnchorLines('')).toEqual([]);
    expect(readAnchorLines(text)).toEqual([]);
  });
});
