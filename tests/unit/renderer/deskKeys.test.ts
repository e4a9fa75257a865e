import { describe, expect, it } from 'vitest';
import { actionOf, DESK_KEYS, keysOf, moveCursor } from '../../../renderer/windows/desk/keys.ts';

const press = (key: string, extra: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...extra,
});

describe('the keys of the case desk', () => {
  it('gives no key two meanings', () => {
    const keys = DESK_KEYS.flatMap((row) => row.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('reads every key of the table in the queue', () => {
    for (const row of DESK_KEYS)
      for (const key of row.keys) expect(actionOf(press(key), 'grid')).toBe(row.action);
  });

  it('leaves everything but Esc to a field', () => {
    for (const row of DESK_KEYS)
      for (const key of row.keys)
        expect(actionOf(press(key), 'field')).toBe(row.action === 'back' ? 'back' : null);
  });

  it('leaves arrows, Enter and paging to what has the focus outside the queue', () => {
    for (const key of ['ArrowDown', 'ArrowUp', 'Enter', 'Home', 'End', 'PageDown', 'PageUp'])
      expect(actionOf(press(key), 'page')).toBeNull();
    expect(actionOf(press('r'), 'page')).toBe('refresh');
    expect(actionOf(press('j'), 'page')).toBe('down');
  });

  it('never takes a key with Ctrl, Alt or Meta', () => {
    expect(actionOf(press('f', { ctrlKey: true }), 'grid')).toBeNull();
    expect(actionOf(press('r', { metaKey: true }), 'grid')).toBeNull();
    expect(actionOf(press('s', { altKey: true }), 'page')).toBeNull();
  });

  it('reads capitals of a locked keyboard', () => {
    expect(actionOf(press('J'), 'grid')).toBe('down');
  });

  it('prints keys as on their caps', () => {
    expect(keysOf('down')).toEqual(['J', '↓']);
    expect(keysOf('back')).toEqual(['Esc']);
  });

  it('moves the cursor within the list', () => {
    expect(moveCursor('down', 0, 3, 10)).toBe(1);
    expect(moveCursor('up', 0, 3, 10)).toBe(0);
    expect(moveCursor('pageDown', 1, 1_000_000, 30)).toBe(31);
    expect(moveCursor('pageUp', 5, 1_000_000, 30)).toBe(0);
    expect(moveCursor('last', 5, 1_000_000, 30)).toBe(999_999);
    expect(moveCursor('first', 5, 9, 30)).toBe(0);
    expect(moveCursor('copy', 5, 9, 30)).toBe(5);
    expect(moveCursor('down', 0, 0, 30)).toBe(0);
  });
});
