import { Delegation } from '../../../shared/contract/people.ts';
import { until } from './halls.ts';
import { SEATS } from './hardWhistle.ts';
import { photo } from './photo.ts';
import { STREET, SUBJECT } from './whistleCases.ts';
import { DUTY, draftWhistle, ROADS_HANDLER, type WhistleHall } from './whistleHall.ts';

const MINUTE = 60_000;
const DEPUTY = 'demo-street1-leader';
const DIRECTOR = 'demo-street1-director';
const SECOND_STREET = '320104001';
const ROADS = { org: '320104-SZS', part: 'lead' } as const;
const WATER = { org: '320104-SWGS', part: 'co' } as const;

/** A 攻坚哨 at the border of two streets, which the second one joins; it waits for its secretary and its director. */
export async function blownAtBorder(hall: WhistleHall): Promise<string> {
  const { id } = await draftWhistle(hall, SUBJECT, 'hard', [ROADS, WATER]);
  await hall.command(DUTY, id, { type: 'submit' });
  await hall.command(DUTY, id, { type: 'join-street', street: SECOND_STREET, reason: '塌陷处跨两街道边界' });
  return id;
}

/** The director goes away for the day, and the deputy signs in their name. */
export async function signForDirector(hall: WhistleHall, id: string): Promise<void> {
  const from = hall.clock.now();
  const { id: delegation } = Delegation.parse(
    await hall.send(DIRECTOR, '/api/delegations', {
      ...{ principal: DIRECTOR, delegate: DEPUTY, kind: 'acting', org: STREET, roles: ['street-director'] },
      ...{ from, to: from + 540 * MINUTE, reason: '赴外地招商' },
    }),
  );
  await hall.command(DEPUTY, id, { type: 'approve', delegation });
}

/** The road keepers sign the first whistle, and a second one, an emergency that the deputy blows. */
export async function emergency(hall: WhistleHall, border: string): Promise<string> {
  await hall.command(ROADS_HANDLER, border, { type: 'sign', summons: 's1' });
  const { items } = await hall.cases('limit=50');
  const found = items.find(({ title }) => title.includes('试验巷5号'));
  if (found === undefined || found.lon === null || found.lat === null) throw new Error('no second case');
  const place = { lon: found.lon, lat: found.lat, address: found.address ?? '' };
  const { summary } = await hall.command(DEPUTY, null, {
    type: 'draft',
    draft: {
      ...{ kind: 'emergency', street: STREET, subject: found.title, place, cases: [found.id] },
      ...{ departments: [ROADS], item: 'D03', category: 'E0501' },
    },
  });
  await hall.command(DEPUTY, summary.id, { type: 'blow-emergency' });
  await hall.command(ROADS_HANDLER, summary.id, { type: 'sign', summons: 's1' });
  await hall.command(SEATS.leader, summary.id, { type: 'approve' });
  return summary.id;
}

/**
 * The line is down for 75 minutes. The road keepers come within the half hour to the emergency, which is entered
 * afterwards; the waterworks let the hour to sign the other whistle pass.
 */
export async function outage(hall: WhistleHall, border: string, burst: string): Promise<void> {
  await hall.clock.move(75 * MINUTE);
  await until('the no-show', 60, async () => (await hall.whistle(burst)).children[0]?.noShow === true);
  await until('level 2', 60, async () => (await hall.whistle(border)).summary.level === 2);
  const { blownAt } = (await hall.whistle(burst)).summary;
  await hall.command(ROADS_HANDLER, burst, {
    ...{ type: 'arrive', summons: 's1', method: 'record', who: '抢修班长' },
    backEntry: {
      ...{ occurredAt: (blownAt ?? 0) + 20 * MINUTE, cause: 'line-down', reason: '纸质登记簿第 3 页' },
      confirmedBy: DUTY,
    },
  });
}

/** The waterworks appeal, two persons exempt them; all come, the road keepers hand in, and both streets confirm. */
export async function appealAndWork(hall: WhistleHall, id: string): Promise<void> {
  await hall.command(SEATS.water, id, { type: 'sign', summons: 's2' });
  const mark = (await hall.whistle(id)).marks.find(({ summons }) => summons === 's2')?.id ?? '';
  const why = { ground: 'not-notified', reason: '短信网关故障' } as const;
  const { appeals } = await hall.command(SEATS.water, id, { type: 'appeal', summons: 's2', mark, ...why });
  const review = {
    type: 'review-appeal',
    appeal: appeals[0]?.id ?? '',
    accept: true,
    reason: '网关日志属实',
  } as const;
  await hall.command(SEATS.judge, id, { ...review, step: 'first' });
  await hall.command(SEATS.district, id, { ...review, step: 'second' });
  const { place } = (await hall.whistle(id)).draft;
  for (const summons of ['s1', 's2'])
    await hall.command(DUTY, id, { type: 'arrive', summons, method: 'clerk', who: '带队人' });
  for (const [who, summons] of [
    ['demo-committee', 's3'],
    [SEATS.district, 's4'],
  ] as const)
    await hall.command(who, id, { type: 'arrive', summons, method: 'gps', position: place });
  const files = [await hall.store(ROADS_HANDLER, photo('回填前后.png', 90))];
  await hall.command(ROADS_HANDLER, id, {
    ...{ type: 'submit-result', summons: 's1', text: '已回填并恢复路面', files },
  });
  for (const who of [DUTY, 'demo-street2-duty'])
    await hall.command(who, id, { type: 'confirm', onSite: true });
}
