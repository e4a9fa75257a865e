import { describe, expect, it } from 'vitest';
import { vacancyOf } from '../../../renderer/live/queries/vacancy.ts';
import { CATCH_UP, sounds } from '../../../renderer/windows/whistles/alarms.ts';
import { noticeGroups } from '../../../renderer/windows/whistles/noticeGroups.ts';
import type { SignInList } from '../../../shared/contract/operators.ts';

const MINUTE = 60_000;

describe('a tone', () => {
  it('is one for all that a started service catches up with, and one more for the first urgent alarm', () => {
    expect(sounds(null, 1000, 2000, false)).toBe(true);
    expect(sounds({ at: 2000, urgent: false }, 1000, 3000, false)).toBe(false);
    expect(sounds({ at: 2000, urgent: false }, 1000, 3000, true)).toBe(true);
    expect(sounds({ at: 3000, urgent: true }, 1000, 4000, true)).toBe(false);
  });
  it('sounds for each new alarm again after that, and as ever where nothing was started', () => {
    expect(sounds({ at: 2000, urgent: true }, 1000, 1000 + CATCH_UP, false)).toBe(true);
    expect(sounds({ at: 2000, urgent: true }, null, 3000, false)).toBe(true);
    // What sounded before the restart does not silence it.
    expect(sounds({ at: 500, urgent: true }, 1000, 2000, false)).toBe(true);
  });
});

describe('notices', () => {
  const notice = (id: number, street: string, what: string, shownAt: number | null = null) => ({
    ...{ id, street, shownAt, at: id * MINUTE, whistle: `w-${id}`, subject: `${id}` },
    ...{ type: 'expired', what: { zh: what, en: what } },
  });
  it('are listed one by one as long as they can be read', () => {
    const few = Array.from({ length: 10 }, (_, i) => notice(i, 'S1', '“签收”已超期'));
    expect(noticeGroups(few).map(({ items }) => items.length)).toEqual(Array(10).fill(1));
  });
  it('that say the same of one street stand together after an outage; what was read before stays apart', () => {
    const many = [
      ...Array.from({ length: 7 }, (_, i) => notice(20 - i, 'S1', '“签收”已超期')),
      ...Array.from({ length: 4 }, (_, i) => notice(10 - i, 'S2', '“签收”已超期')),
      notice(5, 'S1', '“报到”已超期'),
      notice(4, 'S1', '“签收”已超期', 1),
    ];
    expect(noticeGroups(many).map(({ items }) => items.map(({ id }) => id))).toEqual([
      [20, 19, 18, 17, 16, 15, 14],
      [10, 9, 8, 7],
      [5],
      [4],
    ]);
  });
});

describe('a post', () => {
  type One = SignInList['operators'][number];
  const person = (org: string, roles: One['roles'], demoPin: string | null = null): One => ({
    ...{ id: org, name: org, org, orgName: org, roles, demoPin },
    posts: [],
    lockedUntil: null,
  });
  const hall = [person('A', ['dept-handler']), person('C', ['shift-leader'])];
  it('is vacant where nobody holds it in its organisation', () => {
    const isVacant = vacancyOf(hall);
    expect(isVacant('A', ['dept-handler', 'dept-leader'])).toBe(false);
    expect(isVacant('B', ['dept-handler', 'dept-leader'])).toBe(true);
    expect(isVacant(null, ['shift-leader'])).toBe(false);
    expect(isVacant(null, ['vice-district'])).toBe(true);
    expect(isVacant('A', [])).toBe(false);
  });
  it('is none before anybody was appointed, nor among invented people', () => {
    expect(vacancyOf([person('C', ['admin'])])('B', ['dept-handler'])).toBe(false);
    expect(vacancyOf([...hall, person('A', ['dept-leader'], '123456')])('B', ['dept-handler'])).toBe(false);
  });
});
