import { describe, expect, it } from 'vitest';
import { noticesOf } from '../../../electron/city/whistles/notices.ts';
import { noticeWords } from '../../../electron/city/whistles/noticeWords.ts';
import {
  blown,
  CGJ,
  cast,
  closed,
  handedIn,
  handling,
  OTHER_STREET,
  of,
  STREET,
  SZS,
  World,
} from './world.ts';

const BORDER = { lon: 118.7802, lat: 32.0195, address: '交界路口' };
const otherDuty = { ...cast.otherDuty, operator: 'other-duty' };
const reason = '见说明';

/** What the last act had told, and whom. */
function told(world: World, id: string): string[][] {
  const state = world.state(id);
  const log = world.logs.get(id) ?? [];
  const last = log.filter(({ at }) => at === log.at(-1)?.at);
  return last.flatMap((event) =>
    noticesOf([event], state).map(({ recipient }) => [recipient, noticeWords(event, recipient).zh]),
  );
}

/** So that an act has a moment of its own. */
function tick(world: World): void {
  world.now += 60_000;
}

describe('whoever a ruling is about hears of it', () => {
  it('an objection, upheld or not', () => {
    const world = new World();
    for (const [ruling, org, expected] of [
      ['overrule', null, [[`org:${SZS}`, '异议不成立，请到场办理']]],
      [
        'uphold',
        CGJ,
        [
          [`org:${SZS}`, '异议成立，任务已调整，请核对'],
          [`org:${CGJ}`, '有新的哨送达，请应哨'],
        ],
      ],
    ] as const) {
      const id = blown(world, { departments: [{ org: SZS, part: 'lead' }] });
      world.do(of(SZS), id, 'object', { summons: 's1', reason: '非本所职责', proposes: CGJ });
      tick(world);
      world.do(cast.dispatch, id, 'rule', { summons: 's1', ruling, org, reason });
      expect(told(world, id)).toEqual(expected);
    }
  });

  it('an extension, granted or not', () => {
    const world = new World();
    for (const [grant, text] of [
      [true, '延期已批准'],
      [false, '延期未获批准，原时限照计'],
    ] as const) {
      const id = handling(world, { departments: [{ org: SZS, part: 'lead' }] });
      world.do(of(SZS), id, 'request-extension', { summons: 's1', clock: 'handle', add: 1, reason });
      const [request] = world.state(id).extensions;
      tick(world);
      world.do(cast.dispatch, id, 'decide-extension', { request: request?.id ?? '', grant, reason });
      expect(told(world, id)).toContainEqual([`org:${SZS}`, text]);
    }
  });

  it('what a street submitted and did not get', () => {
    const world = new World();
    const id = world.draft({});
    world.do(cast.duty, id, 'submit', {});
    tick(world);
    world.do(cast.leader, id, 'decline', { reason });
    expect(told(world, id)).toEqual([[`org:${STREET}`, '审签退回，请修改后重新提交']]);
  });
});

describe('whose work goes on hears of it', () => {
  it('rework: the departments that are sent back, and the street that did not ask for it', () => {
    const world = new World();
    const id = handedIn(world, { place: BORDER, joint: OTHER_STREET });
    const [first] = world.state(id).children;
    tick(world);
    world.do(otherDuty, id, 'rework', { summons: ['s1'], reason });
    expect(told(world, id)).toEqual([
      [`org:${first?.org}`, '核查未通过，退回返工'],
      [`org:${STREET}`, '核查未通过，退回返工'],
    ]);
  });

  it('reopening: all departments, and both streets', () => {
    const world = new World();
    const id = closed(world, { departments: [{ org: SZS, part: 'lead' }] });
    tick(world);
    world.do(cast.supervisor, id, 'reopen', { cause: 'recurrence', reason: '又塌了' });
    expect(told(world, id)).toEqual([
      [`org:${SZS}`, '已重开，办理继续'],
      [`org:${STREET}`, '已重开，办理继续'],
    ]);
  });
});
