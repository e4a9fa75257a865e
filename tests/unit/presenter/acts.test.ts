import { describe, expect, it } from 'vitest';
import { type Act, type ActContext, applyAct, UNDO_MS } from '../../../shared/presenter/acts.ts';
import {
  type Control,
  type Driver,
  LIVE,
  MAX_MARKS,
  MAX_TEXT_LENGTH,
  type Mark,
  Mark as MarkSchema,
  NO_CONTROL,
  type SentView,
} from '../../../shared/presenter/control.ts';

const NOW = 1_000_000;
const duty: Driver = { window: 'desk-1', operator: 'duty', name: '值守', since: NOW };
const leader: Driver = { window: 'desk-2', operator: 'leader', name: '值班长', since: NOW };
const again: Driver = { ...duty, window: 'whistles-1' };
const at = (driver: Driver, now: number, id = 'a'): ActContext => ({ driver, now, id });
const mark = (text: string): Mark => ({
  id: text,
  kind: 'text',
  colour: 'ink',
  points: [[118.8, 32]],
  text,
});
const view: SentView = {
  id: 'v',
  search: '?period=7d',
  map: null,
  size: null,
  whistle: null,
  surface: 'density',
  measure: 'count',
  points: true,
  whistles: true,
};

/** Does acts one after another; each must succeed. */
function done(acts: readonly Act[], driver = duty): Control {
  return acts.reduce((control, act, index) => {
    const next = applyAct(control, act, at(driver, NOW + index, `a${index}`));
    if (typeof next === 'string') throw new Error(`${act.type}: ${next}`);
    return next;
  }, NO_CONTROL);
}

describe('acts on a wall', () => {
  const cases: [string, Act[], Partial<Control['content']>][] = [
    ['freeze', [{ type: 'freeze' }], { frozenAt: NOW }],
    ['freeze and thaw', [{ type: 'freeze' }, { type: 'thaw' }], {}],
    ['blank', [{ type: 'blank' }], { blankAt: NOW }],
    ['blank and show', [{ type: 'blank' }, { type: 'unblank' }], {}],
    ['pin', [{ type: 'pin' }], { link: 'pinned' }],
    ['pin and follow', [{ type: 'pin' }, { type: 'follow' }], { link: 'following' }],
    ['light', [{ type: 'spot', at: [118.8, 32] }], { spot: [118.8, 32] }],
    [
      'light and dark',
      [
        { type: 'spot', at: [118.8, 32] },
        { type: 'spot', at: null },
      ],
      {},
    ],
    ['a stroke', [{ type: 'mark', mark: mark('a') }], { marks: [mark('a')] }],
    [
      'two strokes, one back',
      [{ type: 'mark', mark: mark('a') }, { type: 'mark', mark: mark('b') }, { type: 'unmark' }],
      { marks: [mark('a')] },
    ],
    ['strokes cleared', [{ type: 'mark', mark: mark('a') }, { type: 'clear' }], {}],
    [
      'a view to a frozen wall thaws it',
      [{ type: 'freeze' }, { type: 'send', view }],
      { view, link: 'pinned' },
    ],
    [
      'a view goes behind the curtain',
      [{ type: 'blank' }, { type: 'send', view }],
      { blankAt: NOW, view, link: 'pinned' },
    ],
    ['following drops the view', [{ type: 'send', view }, { type: 'follow' }], { link: 'following' }],
    ['all taken back', [{ type: 'freeze' }, { type: 'mark', mark: mark('a') }, { type: 'release' }], {}],
  ];
  it.each(cases)('%s', (_, acts, content) => {
    const control = done(acts);
    expect(control.content).toEqual({ ...LIVE, ...content });
    expect(control.driver).toEqual(Object.keys(content).length === 0 ? null : duty);
    expect(control.stamp).toEqual({ n: acts.length, by: 'desk-1' });
  });

  const refused: [string, Act[], Act, string][] = [
    ['what is frozen is not frozen again', [{ type: 'freeze' }], { type: 'freeze' }, 'nothing'],
    ['nothing is taken back where nothing is', [], { type: 'release' }, 'nothing'],
    ['nor cleared', [], { type: 'clear' }, 'nothing'],
    ['nor a stroke', [], { type: 'unmark' }, 'nothing'],
    ['nor put out', [], { type: 'spot', at: null }, 'nothing'],
    ['nobody takes over from himself', [{ type: 'freeze' }], { type: 'take-over' }, 'nothing'],
    ['nor from nobody', [], { type: 'take-over' }, 'nothing'],
    ['no telephone on a wall', [], { type: 'mark', mark: mark('电话 13800138000') }, 'contact'],
    ['however it is grouped', [], { type: 'mark', mark: mark('找 025-5220 1234') }, 'contact'],
    ['no mail either', [], { type: 'mark', mark: mark('a@b.cn') }, 'contact'],
  ];
  it.each(refused)('%s', (_, acts, act, why) => {
    expect(applyAct(done(acts), act, at(duty, NOW))).toBe(why);
  });

  it('numbers that are no contact may be written', () => {
    for (const text of ['第3小组 2026-11', '9:30 到 4 人', '12345 转来'])
      expect(applyAct(NO_CONTROL, { type: 'mark', mark: mark(text) }, at(duty, NOW))).toBeTypeOf('object');
  });

  it('a wall holds so many strokes and no more, and a text is short', () => {
    const full = done(Array.from({ length: MAX_MARKS }, (_, i) => ({ type: 'mark', mark: mark(`m${i}`) })));
    expect(applyAct(full, { type: 'mark', mark: mark('x') }, at(duty, NOW))).toBe('full');
    expect(MarkSchema.safeParse(mark('长'.repeat(MAX_TEXT_LENGTH))).success).toBe(true);
    expect(MarkSchema.safeParse(mark('长'.repeat(MAX_TEXT_LENGTH + 1))).success).toBe(false);
  });
});

describe('who drives', () => {
  it.each([
    ['another operator', leader],
    ['the same operator at another window', again],
  ])('%s does nothing before taking over, and everything after', (_, other) => {
    const driven = done([{ type: 'freeze' }]);
    for (const type of ['thaw', 'blank', 'release', 'pin'] as const)
      expect(applyAct(driven, { type }, at(other, NOW))).toBe('driven');
    const taken = applyAct(driven, { type: 'take-over' }, at(other, NOW + 5));
    if (typeof taken === 'string') throw new Error(taken);
    expect(taken.driver).toEqual(other);
    expect(taken.content).toEqual(driven.content);
    expect(applyAct(taken, { type: 'thaw' }, at(duty, NOW + 6))).toBe('driven');
    expect(applyAct(taken, { type: 'thaw' }, at(other, NOW + 6))).toMatchObject({
      driver: null,
      content: LIVE,
    });
  });

  it('a wall to which nothing is done any more is free for anybody', () => {
    expect(
      applyAct(done([{ type: 'freeze' }, { type: 'thaw' }]), { type: 'blank' }, at(leader, NOW)),
    ).toMatchObject({
      driver: leader,
    });
  });

  it('since tells when the driving began, not the last act', () => {
    const control = applyAct(
      done([{ type: 'freeze' }]),
      { type: 'blank' },
      at({ ...duty, since: NOW + 99 }, NOW + 99),
    );
    expect(control).toMatchObject({ driver: { since: NOW } });
  });
});

describe('undo', () => {
  const frozen = done([{ type: 'freeze' }]);
  it('brings back what was, within its time', () => {
    expect(applyAct(frozen, { type: 'undo', act: 'a0' }, at(duty, NOW + UNDO_MS))).toMatchObject({
      content: LIVE,
      driver: null,
    });
    expect(applyAct(frozen, { type: 'undo', act: 'a0' }, at(duty, NOW + UNDO_MS + 1))).toBe('late');
  });

  it('only the last act, only by whoever did it, only once', () => {
    expect(applyAct(frozen, { type: 'undo', act: 'other' }, at(duty, NOW))).toBe('nothing');
    expect(applyAct(frozen, { type: 'undo', act: 'a0' }, at(leader, NOW))).toBe('driven');
    const thawed = done([{ type: 'freeze' }, { type: 'thaw' }]);
    expect(applyAct(thawed, { type: 'undo', act: 'a1' }, at(leader, NOW))).toBe('nothing');
    const back = applyAct(thawed, { type: 'undo', act: 'a1' }, at(duty, NOW));
    if (typeof back === 'string') throw new Error(back);
    expect(back).toMatchObject({ content: { frozenAt: NOW }, driver: duty });
    expect(applyAct(back, { type: 'undo', act: 'a1' }, at(duty, NOW))).toBe('nothing');
  });

  it('takes a light that was dragged back to where it began', () => {
    let control: Control = NO_CONTROL;
    for (const lon of [118.1, 118.2, 118.3]) {
      const next = applyAct(control, { type: 'spot', at: [lon, 32] }, at(duty, NOW, 'drag'));
      if (typeof next === 'string') throw new Error(next);
      control = next;
    }
    expect(applyAct(control, { type: 'undo', act: 'drag' }, at(duty, NOW))).toMatchObject({ content: LIVE });
  });
});
