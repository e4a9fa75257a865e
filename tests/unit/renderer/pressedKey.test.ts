import { describe, expect, it } from 'vitest';
import { pressedKey } from '../../../renderer/base/pressedKey.ts';
import { actionOf, BOARD_KEYS, PAGE_KEYS } from '../../../renderer/windows/whistles/keys.ts';
import { folded, foldedWords, typedNumber } from '../../../shared/text/folded.ts';
import { matches } from '../../../shared/text/pinyin.ts';

type Sample = [what: string, code: string, key: string, shift: boolean, named: string];

describe('the key of a press', () => {
  it.each<Sample>([
    ['a letter', 'KeyB', 'b', false, 'b'],
    ['a letter with Caps Lock', 'KeyB', 'B', false, 'b'],
    ['a letter with Shift', 'KeyB', 'B', true, 'B'],
    ['a letter with Shift and Caps Lock', 'KeyB', 'b', true, 'B'],
    ['a letter in full width', 'KeyJ', 'ｊ', false, 'j'],
    ['a letter that an input method has taken', 'KeyJ', 'Process', false, 'j'],
    ['a letter of a Russian layout', 'KeyJ', 'о', false, 'j'],
    ['a letter from a keyboard without codes', '', 'j', false, 'j'],
    ['a letter in full width from a keyboard without codes', '', 'ｊ', false, 'j'],
    ['a digit', 'Digit2', '2', false, '2'],
    ['a digit in full width', 'Digit2', '２', false, '2'],
    ['a digit of the number pad', 'Numpad2', '2', false, '2'],
    ['the number pad without Num Lock', 'Numpad2', 'ArrowDown', false, 'ArrowDown'],
    ['a digit of a French layout', 'Digit2', 'é', false, '2'],
    ['the sign above a digit', 'Digit2', '@', true, '@'],
    ['a slash', 'Slash', '/', false, '/'],
    ['a slash under Chinese punctuation', 'Slash', '、', false, '/'],
    ['a slash in full width', 'Slash', '／', false, '/'],
    ['a slash of a German layout', 'Digit7', '/', true, '/'],
    ['a question mark', 'Slash', '?', true, '?'],
    ['a Chinese question mark', 'Slash', '？', true, '?'],
    ['plus', 'Equal', '+', true, '+'],
    ['plus of the number pad', 'NumpadAdd', '+', false, '+'],
    ['a blank in full width', 'Space', '　', false, ' '],
    ['Enter', 'Enter', 'Enter', false, 'Enter'],
    ['Enter of the number pad', 'NumpadEnter', 'Enter', false, 'Enter'],
    ['Enter that an input method has taken', 'Enter', 'Process', false, 'Process'],
    ['Esc', 'Escape', 'Escape', false, 'Escape'],
    ['Shift alone', 'ShiftLeft', 'Shift', true, 'Shift'],
  ])('%s', (_what, code, key, shiftKey, named) => {
    expect(pressedKey({ code, key, shiftKey })).toBe(named);
  });
});

it('Caps Lock blows a new whistle on the page of another one, and only Shift blows that one again', () => {
  const press = { code: 'KeyB', ctrlKey: false, altKey: false, metaKey: false };
  expect(actionOf(PAGE_KEYS, { ...press, key: 'B', shiftKey: false }, false)).toBe('blow');
  expect(actionOf(PAGE_KEYS, { ...press, key: 'B', shiftKey: true }, false)).toBe('again');
  expect(actionOf(BOARD_KEYS, { ...press, key: 'Process', shiftKey: false }, false)).toBe('blow');
});

describe('what was typed in full width or capitals', () => {
  it('means the same in searches', () => {
    expect(folded('ＱＨ　１２a')).toBe('qh 12a');
    expect(foldedWords('　ＪＪＢ　Q1 ')).toEqual(['jjb', 'q1']);
    expect(matches('ＱＨＱ', '秦淮区')).toBe(true);
    expect(matches('ａ座', 'A座')).toBe(true);
    expect(matches('12号', '试验巷１２号')).toBe(true);
    expect(matches('１３号', '试验巷12号')).toBe(false);
  });

  it('means the same number, and nothing is no number', () => {
    expect(typedNumber('１２．５')).toBe(12.5);
    expect(typedNumber(' 6 ')).toBe(6);
    expect(typedNumber('　')).toBeNaN();
    expect(typedNumber('6米')).toBeNaN();
  });
});
