import { until } from './halls.ts';
import { photo } from './photo.ts';
import { SUBJECT } from './whistleCases.ts';
import { DUTY, draftWhistle, ROADS_HANDLER, type WhistleHall } from './whistleHall.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The departments that the whistle calls. */
export const ROADS = '区市政设施养护所';
export const WATER = '供水公司';
export const GAS = '燃气公司';

/** Who of the demo's people acts at which desk. */
export const SEATS = {
  street: DUTY,
  leader: 'demo-street1-secretary',
  centre: 'demo-dispatch',
  roads: ROADS_HANDLER,
  water: 'demo-dept14-handler',
  district: 'demo-vice',
  judge: 'demo-supervision',
} as const;
export type Seat = keyof typeof SEATS;

/** Summoned departments by the number of their organisation, leaders by their role. */
const ROADS_ORG = '320104-SZS';
const WATER_ORG = '320104-SWGS';
const GAS_ORG = '320104-RQGS';

type Whistle = { hall: WhistleHall; id: string };
type Act = (whistle: Whistle) => Promise<unknown>;

/** The number that a department or leader has on this whistle. */
async function summonsOf({ hall, id }: Whistle, who: string): Promise<string> {
  const { children } = await hall.whistle(id);
  const found = children.find(({ org, role }) => org === who || role === who);
  if (found === undefined) throw new Error(`${who} is not called`);
  return found.id;
}

/** Time passes, until the service has made of it what it should. */
async function pass(
  whistle: Whistle,
  ms: number,
  holds: () => Promise<boolean>,
  what: string,
): Promise<void> {
  await whistle.hall.clock.move(ms);
  await until(what, 60, holds);
}

const climb =
  (ms: number, level: number): Act =>
  (whistle) =>
    pass(
      whistle,
      ms,
      async () => (await whistle.hall.whistle(whistle.id)).summary.level === level,
      `level ${level}`,
    );

const arriveOnSite =
  (operator: string, who: string): Act =>
  async (whistle) => {
    const { place } = (await whistle.hall.whistle(whistle.id)).draft;
    const summons = await summonsOf(whistle, who);
    await whistle.hall.command(operator, whistle.id, {
      type: 'arrive',
      summons,
      method: 'gps',
      position: place,
    });
  };

const registerArrival =
  (department: string, who: string): Act =>
  async (whistle) => {
    const summons = await summonsOf(whistle, department);
    await whistle.hall.command(DUTY, whistle.id, { type: 'arrive', summons, method: 'clerk', who });
  };

const handIn =
  (text: string, name: string, grey: number): Act =>
  async (whistle) => {
    const files = [await whistle.hall.store(ROADS_HANDLER, photo(name, grey))];
    const summons = await summonsOf(whistle, ROADS_ORG);
    await whistle.hall.command(ROADS_HANDLER, whistle.id, { type: 'submit-result', summons, text, files });
  };

/** All that happens to the whistle after it was blown, in order: commands given past the windows, and hours that pass. */
const ACTS = {
  'signed-by-secretary': ({ hall, id }) => hall.command(SEATS.leader, id, { type: 'approve' }),
  'signed-by-both': ({ hall, id }) => hall.command('demo-street1-director', id, { type: 'approve' }),
  'sent-out': ({ hall, id }) => hall.command(SEATS.centre, id, { type: 'triage-accept' }),
  'lead-in-touch': async (whistle) => {
    const summons = await summonsOf(whistle, ROADS_ORG);
    await whistle.hall.command(ROADS_HANDLER, whistle.id, { type: 'sign', summons });
    await whistle.hall.command(ROADS_HANDLER, whistle.id, { type: 'contact', summons, with: '街道值守' });
  },
  'lead-arrived': arriveOnSite(ROADS_HANDLER, ROADS_ORG),
  objected: async (whistle) => {
    const [summons, reason] = [await summonsOf(whistle, WATER_ORG), '该处无供水管线，应由排水主管部门负责'];
    await whistle.hall.command(SEATS.water, whistle.id, {
      ...{ type: 'object', summons, reason, proposes: '320104-SWJ' },
    });
  },
  overruled: async (whistle) => {
    const [summons, reason] = [await summonsOf(whistle, WATER_ORG), '塌陷处下方有在用供水管，首接负责'];
    await whistle.hall.command(SEATS.centre, whistle.id, {
      type: 'rule',
      summons,
      ruling: 'overrule',
      reason,
    });
  },
  'second-arrived': async (whistle) => {
    const summons = await summonsOf(whistle, WATER_ORG);
    await whistle.hall.command(SEATS.water, whistle.id, { type: 'contact', summons, with: '街道值守' });
    await registerArrival(WATER_ORG, '供水公司抢修班长')(whistle);
  },
  'level-1': climb(31 * MINUTE, 1),
  'level-2': climb(30 * MINUTE, 2),
  'level-3': climb(30 * MINUTE, 3),
  'level-4': climb(25 * HOUR, 4),
  'answered-by-telephone': async (whistle) => {
    const summons = await summonsOf(whistle, GAS_ORG);
    const onBehalf = { who: '燃气公司值班调度', how: 'phone' as const, at: whistle.hall.clock.now() };
    await whistle.hall.command(SEATS.centre, whistle.id, { type: 'sign', summons, onBehalf });
    await whistle.hall.command(SEATS.centre, whistle.id, {
      ...{ type: 'contact', summons, with: '街道值守', onBehalf },
    });
  },
  'first-leader-arrived': arriveOnSite(SEATS.district, 'vice-district'),
  'both-leaders-arrived': arriveOnSite('demo-committee', 'standing-committee'),
  'no-show': (whistle) =>
    pass(
      whistle,
      7 * DAY,
      async () =>
        (await whistle.hall.whistle(whistle.id)).children.find(({ org }) => org === GAS_ORG)?.noShow === true,
      'the no-show',
    ),
  'arrived-late': registerArrival(GAS_ORG, '燃气公司抢修班长'),
  'handed-in': handIn('塌陷处已回填并恢复路面', '回填前后.png', 90),
  'sent-back': async (whistle) => {
    const summons = [await summonsOf(whistle, ROADS_ORG)];
    await whistle.hall.command(DUTY, whistle.id, {
      ...{ type: 'rework', summons, reason: '路面仍有两处沉降，请重新压实' },
    });
  },
  'handed-in-again': handIn('已重新压实并铺设沥青，现场恢复通行', '压实后.png', 160),
  confirmed: ({ hall, id }) =>
    hall.command(DUTY, id, { type: 'confirm', onSite: true, note: '现场核查，路面平整' }),
  rated: async (whistle) => {
    const scores = await Promise.all(
      [ROADS_ORG, WATER_ORG, GAS_ORG].map(async (org) => ({
        ...{ summons: await summonsOf(whistle, org), arrival: 4, attitude: 4, effect: 4 },
      })),
    );
    await whistle.hall.command(SEATS.leader, whistle.id, { type: 'rate', scores });
  },
  reopened: ({ hall, id }) =>
    hall.command(SEATS.judge, id, {
      ...{ type: 'reopen', cause: 'unresolved', reason: '回访居民，雨后再次下陷' },
    }),
} as const satisfies Record<string, Act>;

export type Moment = 'blown' | keyof typeof ACTS;
const MOMENTS = Object.keys(ACTS) as (keyof typeof ACTS)[];

export type HardWhistle = {
  id: string;
  /** Goes on with the whistle up to this moment of its life; it never goes back. */
  goOn(until: Moment): Promise<void>;
};

/**
 * A 攻坚哨 about the first case of `whistleCases`, at a moment of its life: it calls the road keepers (主责), the
 * waterworks, the gas company (协办) and two leaders. Road keepers and waterworks come, the gas company only a week late,
 * the street sends the first result back, and supervision opens the closed whistle again.
 */
export async function hardWhistle(hall: WhistleHall, moment: Moment): Promise<HardWhistle> {
  const { id } = await draftWhistle(hall, SUBJECT, 'hard', [
    { org: ROADS_ORG, part: 'lead' },
    { org: WATER_ORG, part: 'co' },
    { org: GAS_ORG, part: 'co' },
  ]);
  await hall.command(DUTY, id, { type: 'submit' });
  const whistle = { hall, id };
  let done = 0;
  const goOn = async (until: Moment): Promise<void> => {
    const wanted = until === 'blown' ? 0 : MOMENTS.indexOf(until) + 1;
    for (; done < wanted; done += 1) {
      const next = MOMENTS[done];
      if (next !== undefined) await ACTS[next](whistle);
    }
  };
  await goOn(moment);
  return { id, goOn };
}
