import { beforeEach, describe, expect, it } from 'vitest';
import { WriteBack } from '../../../shared/contract/writeBack.ts';
import { messagesFor, type Outgoing, type Outlet } from '../../../shared/outbox/follow.ts';
import { blown, cast, HASH, of, SZS, World } from '../whistle/world.ts';

const template = { path: 'x', body: {} };
const all = {
  ...{ feedback: template, dispatch: template, return: template, extend: template },
  ...{ suspend: template, close: template, create: template },
};
const outlet = (id: string, given: unknown, kind: Outlet['kind'] = 'rest'): Outlet => ({
  ...{ id, kind },
  writeBack: WriteBack.parse(given),
});
const names = (org: string) => `名${org.slice(-4)}`;
const HOUR = 3_600_000;

let world: World;
beforeEach(() => {
  world = new World();
  for (const id of ['grid:1:2', 'hotline:7', 'other:9'])
    world.cases.set(id, {
      ...{ id, title: `案件${id}`, categoryCode: 'E0501', channel: null, requestedAt: world.now },
      ...{ lon: null, lat: null },
    });
});

/** What follows from the whole life of a whistle, as one transaction after the other would have it. */
function followed(id: string, outlets: Outlet[]): Outgoing[] {
  return messagesFor(world.logs.get(id) ?? [], world.state(id), outlets, names, world.state(id).absorbed);
}
const brief = (messages: Outgoing[]) =>
  messages.map(({ source, lane, action, event, version }) => ({ source, lane, action, event, version }));

/** Handled to its end by the lead department. */
function finish(id: string): void {
  const { id: summons } = world.child(id, SZS);
  const handler = of(SZS);
  world.do(handler, id, 'sign', { summons });
  world.do(cast.duty, id, 'arrive', { summons, method: 'clerk', who: '张三' });
  for (const child of world.state(id).children.filter((one) => one.id !== summons)) {
    world.do(of(child.org), id, 'sign', { summons: child.id });
    world.do(cast.duty, id, 'arrive', { summons: child.id, method: 'clerk', who: '李四' });
  }
  world.do(handler, id, 'submit-result', { summons, text: '已修复路面', files: [HASH] });
}

describe('messages that follow from what happened', () => {
  it('go to the source of each case, by the defaults, and to no other', () => {
    const id = blown(world, { cases: ['grid:1:2', 'hotline:7', 'other:9'] });
    finish(id);
    const outlets = [
      outlet('grid', { actions: all }),
      outlet('hotline', { actions: { feedback: template } }),
    ];
    const log = world.logs.get(id) ?? [];
    const at = (type: string) => log.find((event) => event.type === type)?.seq;
    expect(brief(followed(id, outlets))).toEqual([
      { source: 'grid', lane: 'grid:1:2', action: 'dispatch', event: 'blown', version: at('blown') },
      ...['grid:1:2', 'hotline:7'].map((lane) => ({
        ...{ source: lane.split(':')[0], lane, action: 'feedback' },
        ...{ event: 'result-submitted', version: at('result-submitted') },
      })),
    ]);
  });

  it('say what was written, by whom, and the number that the upstream gave', () => {
    const id = blown(world, { cases: ['grid:1:2'], description: '塌陷约两米' });
    finish(id);
    const [dispatch, feedback] = followed(id, [outlet('grid', { actions: all })]);
    expect(dispatch?.values).toMatchObject({
      ...{ 'case.id': '1:2', 'case.title': '案件grid:1:2', 'event.text': '塌陷约两米' },
      ...{ 'whistle.id': id, 'whistle.lead': SZS, 'event.org': cast.dispatch.org },
    });
    expect(dispatch?.values['whistle.departments']).toContain(names(SZS));
    expect(feedback?.values).toMatchObject({
      ...{ 'event.text': '已修复路面', 'event.org': SZS, 'event.orgName': names(SZS) },
      'event.operator': of(SZS).operator,
    });
    expect(Object.keys(feedback?.values ?? {}).filter((name) => name.startsWith('contact'))).toEqual([]);
  });

  it('are those that the source asks for in place of the defaults', () => {
    const id = blown(world, { cases: ['grid:1:2'] });
    finish(id);
    const on = { blown: null, arrived: 'feedback', 'result-submitted': 'close' };
    const found = followed(id, [outlet('grid', { actions: all, on })]);
    expect(found.map(({ event, action }) => `${event} ${action}`)).toEqual([
      ...world.state(id).children.map(() => 'arrived feedback'),
      'result-submitted close',
    ]);
  });

  it('tell of a granted extension of the handling time, and of no other', () => {
    const id = blown(world, { cases: ['grid:1:2'] });
    const { id: summons } = world.child(id, SZS);
    const handler = of(SZS);
    world.do(handler, id, 'sign', { summons });
    world.do(handler, id, 'request-extension', { summons, clock: 'arrive', add: 1, reason: '修路' });
    const ask = (n: number) => world.state(id).extensions[n]?.id ?? '';
    world.do(cast.dispatch, id, 'decide-extension', { request: ask(0), grant: true, reason: '同意到场延期' });
    world.do(cast.duty, id, 'arrive', { summons, method: 'clerk', who: '张三' });
    for (const child of world.state(id).children.filter((one) => one.id !== summons)) {
      world.do(of(child.org), id, 'sign', { summons: child.id });
      world.do(cast.duty, id, 'arrive', { summons: child.id, method: 'clerk', who: '李四' });
    }
    world.do(handler, id, 'request-extension', { summons, clock: 'handle', add: 2, reason: '材料未到' });
    world.do(cast.dispatch, id, 'decide-extension', { request: ask(1), grant: false, reason: '不同意' });
    world.do(handler, id, 'request-extension', { summons, clock: 'handle', add: 3, reason: '材料仍未到' });
    world.do(cast.dispatch, id, 'decide-extension', { request: ask(2), grant: true, reason: '同意' });
    const found = followed(id, [outlet('grid', { actions: all })]).filter(
      ({ action }) => action === 'extend',
    );
    expect(found.map(({ values }) => [values['event.add'], values['event.text']])).toEqual([[3, '同意']]);
  });

  it('are none in a drill, for a source without actions, and for a draft', () => {
    const id = blown(world, { cases: ['grid:1:2'] });
    expect(followed(id, [outlet('grid', {})])).toEqual([]);
    expect(followed(id, [])).toEqual([]);
    expect(
      followed(world.draft({ cases: ['grid:1:2'], place: null }), [outlet('grid', { actions: all })]),
    ).toEqual([]);
    const drill = new World();
    drill.drill = 'd1';
    for (const [key, one] of world.cases) drill.cases.set(key, one);
    const inDrill = blown(drill, { cases: ['grid:1:2'] });
    const log = drill.logs.get(inDrill) ?? [];
    expect(messagesFor(log, drill.state(inDrill), [outlet('grid', { actions: all })], names, [])).toEqual([]);
  });

  it('make a new order of a whistle without a case, in one source, of the kinds it takes', () => {
    const id = blown(world, {});
    finish(id);
    const takes = (source: string, kinds: string[]) =>
      outlet(source, { actions: all, newOrderFor: { kinds } });
    const places = (outlets: Outlet[]) =>
      followed(id, outlets).map(({ source, lane, action }) => `${action} ${source} ${lane}`);
    const lane = `whistle:${id}`;
    // Where an order was asked for is known to the outbox, which keeps nothing for the others.
    expect(places([outlet('grid', { actions: all })])).toEqual([`feedback grid ${lane}`]);
    expect(places([takes('grid', ['hard'])])).toEqual([`feedback grid ${lane}`]);
    expect(places([takes('grid', ['hard']), takes('hotline', []), takes('other', ['push'])])).toEqual([
      `create hotline ${lane}`,
      ...['grid', 'hotline', 'other'].map((source) => `feedback ${source} ${lane}`),
    ]);
    // Open311 has new orders by its standard.
    const open311 = outlet('boston', { newOrderFor: {} }, 'open311');
    expect(followed(id, [open311]).map(({ action }) => action)).toEqual(['create']);
  });

  it('go to the order of a whistle also after it has taken over a case, and to that case', () => {
    const id = blown(world, {});
    const twin = blown(world, { cases: ['grid:1:2'] });
    world.do(cast.duty, twin, 'merge', { into: id, reason: '同一事项' });
    finish(id);
    const lanes = followed(id, [outlet('grid', { actions: all, newOrderFor: {} })]).flatMap(
      ({ event, lane }) => (event === 'result-submitted' ? [lane] : []),
    );
    // Where the twin made no order, the outbox keeps nothing for it.
    expect(lanes).toEqual(['grid:1:2', `whistle:${id}`, `whistle:${twin}`]);
    expect(world.state(twin).stage).toBe('merged');
  });

  it('go on for the order of a whistle that was merged, and make no second one', () => {
    const twin = blown(world, {});
    const id = blown(world, { cases: ['grid:1:2'] });
    world.do(cast.duty, twin, 'merge', { into: id, reason: '同一事项' });
    finish(id);
    const places = followed(id, [outlet('grid', { actions: all, newOrderFor: {} })]);
    expect(places.map(({ action, lane }) => `${action} ${lane}`)).toEqual([
      'dispatch grid:1:2',
      'feedback grid:1:2',
      `feedback whistle:${twin}`,
    ]);
  });

  it('have the time at which a fact happened, also where it was entered later (补录)', () => {
    const id = blown(world, { cases: ['grid:1:2'] });
    const occurredAt = world.now - HOUR;
    const log = world.logs.get(id) ?? [];
    const event = { ...log.find(({ type }) => type === 'blown'), backEntry: { occurredAt } } as never;
    const [only] = messagesFor([event], world.state(id), [outlet('grid', { actions: all })], names, []);
    expect(only?.values['event.at']).toBe(occurredAt);
  });
});
