import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecoveryCode, recoveryCode } from '../../../shared/encryption/recoveryCode.ts';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('the recovery key', () => {
  it('is thirteen groups of five letters and digits', () => {
    expect(recoveryCode(new Uint8Array(32))).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){12}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(recoveryCode(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(
      '000GD-40R4X-0M300-E209K-185G3-R38ED-1W811-24GKZ-2GAH1-C5RR2-34D1B-P70XX-3RFGZ',
    );
  });

  it('is read again as it was, however it is typed', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const code = recoveryCode(key);
        const wide = code.replaceAll(/[0-9A-Z]/g, (letter) =>
          String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
        );
        const typed = [code, code.toLowerCase(), code.replaceAll('-', ' \n'), code.replaceAll('-', ''), wide];
        const misread = code.replaceAll('0', 'O').replaceAll('1', 'l');
        for (const text of [...typed, misread])
          expect(readRecoveryCode(text)).toEqual({ state: 'read', key });
      }),
    );
  });

  it('tells in which group a letter is wrong', () => {
    fc.assert(
      fc.property(keys, fc.nat(64), fc.integer({ min: 1, max: 31 }), (key, at, shift) => {
        const letters = [...recoveryCode(key).replaceAll('-', '')];
        const before = LETTERS.indexOf(letters[at] ?? '');
        letters[at] = LETTERS[(before + shift) % 32] ?? '';
        expect(readRecoveryCode(letters.join(''))).toEqual({ state: 'group', group: Math.floor(at / 5) + 1 });
      }),
    );
  });

  it('finds two letters of a group that changed places', () => {
    fc.assert(
      fc.property(keys, fc.nat(12), fc.nat(4), fc.nat(4), (key, group, a, b) => {
        const letters = [...recoveryCode(key).replaceAll('-', '')];
        const [i, j] = [group * 5 + a, group * 5 + b];
        fc.pre(letters[i] !== letters[j]);
        [letters[i], letters[j]] = [letters[j] ?? '', letters[i] ?? ''];
        expect(readRecoveryCode(letters.join(''))).toEqual({ state: 'group', group: group + 1 });
      }),
    );
  });

  it('finds groups in the wrong order, letters that are missing and letters that there are not', () => {
    fc.assert(
      fc.property(keys, fc.nat(12), fc.nat(12), (key, a, b) => {
        fc.pre(a !== b);
        const groups = recoveryCode(key).split('-');
        [groups[a], groups[b]] = [groups[b] ?? '', groups[a] ?? ''];
        expect(readRecoveryCode(groups.join('-'))).toEqual({ state: 'group', group: Math.min(a, b) + 1 });
      }),
    );
    const code = recoveryCode(new Uint8Array(32));
    expect(readRecoveryCode(code.slice(1))).toEqual({ state: 'length', found: 64 });
    expect(readRecoveryCode('')).toEqual({ state: 'length', found: 0 });
    expect(readRecoveryCode(`U${code.slice(1)}`)).toEqual({ state: 'group', group: 1 });
  });
});
