import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { CommandAnswer } from '../../../shared/contract/whistleView.ts';
import { photoOf } from '../../support/evidenceFiles.ts';
import { pack } from '../../unit/pack/packs.ts';
import { ACTS, type Act, CAST, MATTERS, PHOTO } from './fortnightStory.ts';
import { DEADLINES, FIRED, LEVELS, type Name, OFF } from './fortnightTable.ts';
import { type Command, draftOf, type Hall, openHallOf } from './support.ts';

/**
 * Ten whistles from Thursday 24 September to Monday 12 October 2026, over 中秋 and 国庆 with its make-up Saturday, through the
 * whole service. What must come of it is a table made by hand; what the service knows of calendars is not asked.
 */
const NAMES = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9', 'W10'] as const satisfies Name[];
const END = '10-12 18:00';

/** China has had one offset since 1991, which needs no calendar. */
const at = (local: string) =>
  Date.parse(`2026-${local.length < 13 ? `${local}:00` : local}+08:00`.replace(' ', 'T'));
const local = (ms: number) => {
  const text = new Date(ms + 8 * 3_600_000).toISOString().slice(5, 19).replace('T', ' ');
  return text.endsWith(':00') ? text.slice(0, -3) : text;
};

const ids = new Map<Name, string>();
/** Deadlines in the order in which they were seen, by whistle and clock. */
const seen: Record<string, Record<string, string[]>> = {};
let hall: Hall;
let events: WhistleEvent[] = [];

beforeAll(async () => {
  hall = await openHallOf(pack('nanjing-qinhuai'), CAST, null, Object.keys(CAST), { now: at('09-24 07:55') });
  await draftDiary();
  for (const act of ACTS) {
    await moveTo(act[0]);
    await perform(act);
    await look([act[2]]);
  }
  await moveTo(END);
  await hall.close();
  const db = new Database(databasePath(hall.dataDir), { readonly: true });
  events = db
    .prepare<[], string>('SELECT event FROM journal_events ORDER BY seq')
    .pluck()
    .all()
    .map((text) => WhistleEvent.parse(JSON.parse(text)));
  db.close();
}, 180_000);
afterAll(() => hall.removeData());

describe('ten whistles over two holidays', () => {
  it.each(NAMES)('%s: every deadline is the one counted by hand', (name) => {
    expect(seen[name]).toEqual(DEADLINES[name]);
  });

  it('everything fired once, in order, when the table says', () => {
    expect(firings()).toEqual(FIRED.map(([when, ...rest]) => [when, noticed(when), ...rest].join(' ')));
  });

  it.each(NAMES)('%s climbed as high as the ladder says', (name) => {
    const own = events.filter((event) => event.whistle === ids.get(name));
    const levels = own.map((event) => (event.type === 'escalated' ? event.data.to : 0));
    const listed = own.some((event) => event.type === 'listed' && event.data.why === 'level-4');
    expect([Math.max(...levels), listed]).toEqual(LEVELS[name]);
  });

  it('every stage is what people made of it, and verify agrees', () => {
    expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
    const closed = events.filter((event) => event.type === 'closed').map((event) => event.whistle);
    expect(closed).toEqual(
      ['W5', 'W4', 'W5', 'W3'].map((name) => ids.get(NAMES.find((one) => one === name) ?? 'W1')),
    );
  });
});

/** The table's lines for what the log holds, those of one moment in the table's order. */
function firings(): string[] {
  const names = new Map([...ids].map(([name, id]) => [id, name]));
  const found = events.flatMap((event) => {
    const name = names.get(event.whistle) ?? '?';
    if (event.type === 'resumed' && event.data.auto) {
      return {
        due: event.data.from,
        text: [local(event.data.from), local(event.at), name, 'w.resume', 1].join(' '),
      };
    }
    if (event.type !== 'reminded' && event.type !== 'expired') return [];
    const { dueAt, clock, mark } = event.data;
    const [owner, kind] = clock.split('.');
    return { due: dueAt, text: [local(dueAt), local(event.at), name, `${owner}.${kind}`, mark].join(' ') };
  });
  const order = FIRED.map(([when, ...rest]) => [when, noticed(when), ...rest].join(' '));
  // Only among those of one moment; what fired out of order stays so.
  for (let i = 1; i < found.length; i++) {
    for (let j = i; j > 0; j--) {
      const [one, two] = [found[j - 1], found[j]];
      if (!one || !two || one.due !== two.due || order.indexOf(one.text) <= order.indexOf(two.text)) break;
      found[j - 1] = two;
      found[j] = one;
    }
  }
  return found.map(({ text }) => text);
}

/** When somebody could know: at once, or when the program was switched on again. */
function noticed(when: string): string {
  const off = OFF.find(([from, to]) => at(when) >= at(from) && at(when) < at(to));
  return off?.[1] ?? when;
}

/** Goes to `to` over every line of the table, and through the stretches with the program switched off. */
async function moveTo(to: string): Promise<void> {
  const now = hall.clock.now;
  const stops = [...FIRED.map(([when]) => noticed(when)), ...OFF.map(([, end]) => end)];
  const between = [...new Set(stops)].filter((stop) => at(stop) > now && at(stop) <= at(to));
  for (const stop of between.sort((a, b) => at(a) - at(b))) {
    const off = OFF.find(([, end]) => end === stop);
    if (off === undefined) hall.clock.now = at(stop);
    else await switchOff(off);
    await hall.pass('duty', diary, { type: 'note', text: '接班记录' });
    await look([...ids.keys()]);
  }
  hall.clock.now = at(to);
}

async function switchOff([from, to]: readonly [string, string]): Promise<void> {
  const { dataDir, clock } = hall;
  clock.now = at(from);
  await hall.close();
  clock.now = at(to);
  hall = await openHallOf(pack('nanjing-qinhuai'), CAST, dataDir, [], clock);
}

let diary = '';

/** Something to write on, so that each moment is lived through: a draft, which no clock runs for. */
async function draftDiary(): Promise<void> {
  const draft = {
    ...draftOf(hall.clock.now, {}),
    kind: 'push',
    street: '320104004',
    subject: '值班',
    place: null,
  };
  const made = await send('duty', '/api/whistles', { draft });
  diary = made.state.summary.id;
}

async function perform([when, who, name, command]: Act): Promise<void> {
  if (command.type === 'draft') {
    const made = await send('duty', '/api/whistles', { draft: draftFor(name, at(when)) });
    ids.set(name, made.state.summary.id);
    return;
  }
  const id = ids.get(name) ?? '';
  await hall.pass(who, id, await withPhoto(command, `${name} ${when}`, who));
}

async function withPhoto(command: Command, what: string, who: string): Promise<Command> {
  if (command.type !== 'submit-result' || !command.files.includes(PHOTO)) return command;
  const saved = Attachment.parse(await (await hall.upload(who, 'after.jpg', photoOf(what))).json());
  return { ...command, files: [saved.hash] };
}

function draftFor(name: Name, now: number) {
  const { kind, item, lead, co, place } = MATTERS[name];
  const org = (serial: string) => `320104-${serial}`;
  return {
    ...draftOf(now, { kind, item, street: '320104004', subject: `${name} 事项`, category: null }),
    place: { lon: 118.7705 + 0.001 * (place % 5), lat: 32.0195 - 0.001 * Math.floor(place / 5), address: '' },
    departments: [
      { org: org(lead), part: 'lead' as const },
      ...co.map((serial) => ({ org: org(serial), part: 'co' as const })),
    ],
  };
}

async function send(who: string, path: string, body: Record<string, unknown>): Promise<CommandAnswer> {
  const answer = await hall.as(who, 'POST', path, { commandId: randomUUID(), ...body });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${who} ${path}: ${said}`);
  return CommandAnswer.parse(JSON.parse(said));
}

/** Takes down the deadlines that are new. */
async function look(names: readonly Name[]): Promise<void> {
  for (const name of names) {
    const clocks = seen[name] ?? {};
    seen[name] = clocks;
    for (const { summons, kind, dueAt } of (await hall.view(ids.get(name) ?? '')).clocks) {
      if (dueAt === null) continue;
      const clock = `${summons ?? 'w'}.${kind}`;
      const known = clocks[clock] ?? [];
      if (known.at(-1) !== local(dueAt)) clocks[clock] = [...known, local(dueAt)];
    }
  }
}
