import { crc32 } from 'node:zlib';
import type { Operator } from '../../shared/contract/people.ts';
import { WhistleCommand } from '../../shared/contract/whistleCommands.ts';
import { createPlacer, type PackPlacer } from '../../shared/pack/placer.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import type { WhistleRules } from '../../shared/pack/whistles.ts';
import { whistleId } from '../../shared/whistle/ids.ts';
import type { Logger } from '../city/ports.ts';
import { createAttachmentFiles } from '../city/store/attachmentFiles.ts';
import { openStore } from '../city/store/open.ts';
import { createAttachments } from '../city/whistles/attachments.ts';
import type { Whistles } from '../city/whistles/createWhistles.ts';
import { openWhistles } from '../city/whistles/openWhistles.ts';
import { greyPicture } from './greyPicture.ts';
import { demoOperators, demoStreets, makeDemoOperators } from './operators.ts';
import { SCRIPTS, type Script, type ScriptStep } from './whistleScripts.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * Puts people and whistles into a folder of the simulated city before it opens: real commands through the real decider,
 * on a clock that begins days ago, so that logs, timers and escalations are as they would have come about. A folder that
 * has whistles already is left alone. A step that the pack's rules refuse is left out.
 */
export async function rehearse(options: {
  dataDir: string;
  pack: CityPack;
  now: number;
  logger: Logger;
}): Promise<void> {
  const { dataDir, pack, now, logger } = options;
  const clock = { at: now, now: () => clock.at };
  const store = openStore({ dataDir, clock, logger, backupEveryMs: DAY, keepBackups: 6 });
  try {
    await makeDemoOperators(store.people, pack, now);
    if (!pack.whistles || store.whistles.lastSeq() > 0) return;
    const photo = await createAttachments(store.attachments, createAttachmentFiles(dataDir), clock).save(
      '模拟照片.png',
      new Blob([greyPicture(160, 120, 0xb0)]).stream(),
      'demo-street1-duty',
    );
    const placer = createPlacer(pack);
    clock.at = now - 7 * DAY;
    const whistles = openWhistles({
      ...{ store, pack, placer, clock, logger, drill: null },
      onCommit: () => undefined,
    });
    if (whistles === null) return;
    play({ whistles, pack, rules: pack.whistles, placer, clock, now, photo: photo.hash, logger });
    whistles.stop();
  } finally {
    store.close();
  }
}

type Stage = {
  whistles: Whistles;
  pack: CityPack;
  rules: WhistleRules;
  placer: PackPlacer;
  clock: { at: number };
  now: number;
  photo: string;
  logger: Logger;
};

/** Everything in the order of time: the clock never goes back, and what falls due in between is fired. */
function play(stage: Stage): void {
  const acts = SCRIPTS.flatMap((script, index) => {
    const cast = castOf(stage, script);
    if (cast === null) return [];
    const id = whistleId(commandId(script, 0));
    return [
      { at: stage.now - script.drafted * MINUTE, act: () => draft(stage, script, cast, index) },
      ...script.steps.map((one, n) => ({
        at: stage.now - one.before * MINUTE,
        act: () => give(stage, id, commandId(script, n + 1), one, cast),
      })),
    ];
  });
  for (const { at, act } of acts.sort((a, b) => a.at - b.at)) {
    stage.clock.at = at;
    act();
  }
  stage.clock.at = stage.now;
  stage.whistles.settle();
}

type Cast = {
  street: { code: string };
  n: number;
  item: string;
  lead: string;
  others: string[];
  people: Operator[];
};

function castOf({ pack, rules }: Stage, script: Script): Cast | null {
  const street = demoStreets(pack)[script.street];
  const kind = rules.kinds.find((one) => one.id === script.kind);
  const own = new Set(rules.ownList.map((row) => row.item));
  const items = rules.items.filter((item) => !own.has(item.code));
  const fits = (item: { name: string }) => script.about.some((word) => item.name.includes(word));
  const item = [...items.filter(fits), ...items].find((one) =>
    rules.responsibilities.some((row) => row.item === one.code && row.co.length > 0),
  );
  const row = rules.responsibilities.find((one) => one.item === item?.code && one.co.length > 0);
  if (street === undefined || kind === undefined || item === undefined || row === undefined) return null;
  const people = demoOperators(pack).map((one) => ({ ...one, active: true }));
  const others = row.co.filter((org) => org !== row.lead).slice(0, 1);
  return { street, n: script.street + 1, item: item.code, lead: row.lead, others, people };
}

function draft(stage: Stage, script: Script, cast: Cast, index: number): void {
  const { rules, pack, placer } = stage;
  const category = rules.items.find((item) => item.code === cast.item)?.categories[0] ?? null;
  const departments = [{ org: cast.lead, part: 'lead' }, ...cast.others.map((org) => ({ org, part: 'co' }))];
  const meet = { at: stage.clock.at + DAY, where: '现场（模拟）' };
  const place = { ...pointIn(pack, placer, cast.street.code, index), address: '模拟地点' };
  const fields = { kind: script.kind, street: cast.street.code, subject: script.subject, item: cast.item };
  run(stage, whistleId(commandId(script, 0)), personOf(cast, 'street-duty'), {
    ...{ commandId: commandId(script, 0), type: 'draft', parent: null },
    draft: { ...fields, category, departments, meet, place, placeReason: '边界为示意（模拟）' },
  });
}

function give(stage: Stage, whistle: string, id: string, { who, command }: ScriptStep, cast: Cast): void {
  const filled: Record<string, unknown> = { ...command, commandId: id };
  if (command.type === 'submit-result') filled['files'] = [stage.photo];
  if (command.type === 'object') filled['proposes'] = cast.others[0] ?? cast.lead;
  if ('onBehalf' in command && command.onBehalf)
    filled['onBehalf'] = { ...command.onBehalf, at: stage.clock.at };
  if (command.type === 'rate') filled['scores'] = scoresFor(stage.whistles, whistle);
  run(stage, whistle, personOf(cast, who), filled);
}

function run(stage: Stage, whistle: string, operator: Operator | null, command: unknown): void {
  // Parts that this pack has no department for.
  if (operator === null) return;
  const outcome = stage.whistles.act(whistle, WhistleCommand.parse(command), operator);
  if (!outcome.ok)
    stage.logger.warn({ whistle, rule: outcome.refusal.rule }, 'a step of the demo was refused');
}

function scoresFor(whistles: Whistles, id: string) {
  const children = whistles.view(id, null)?.children ?? [];
  return children
    .filter((child) => child.part !== 'leader')
    .map((child) => ({ summons: child.id, arrival: 5, attitude: 4, effect: 5, comment: '' }));
}

function personOf(cast: Cast, who: string): Operator | null {
  const byId = (id: string) => cast.people.find((one) => one.id === id) ?? null;
  const handler = (org: string | undefined) =>
    cast.people.find((one) => one.org === org && one.roles.includes('dept-handler')) ?? null;
  if (who === 'lead') return handler(cast.lead);
  if (who === 'co') return handler(cast.others[0]);
  if (who.startsWith('street-')) return byId(`demo-street${cast.n}-${who.slice('street-'.length)}`);
  return byId(`demo-${who}`);
}

/** Ends in a check sum: windows number a whistle by the end of its id. The same script gives the same ids. */
function commandId(script: Script, n: number): string {
  return `demo-${n}-${crc32(script.key).toString(16).padStart(8, '0')}`;
}

/** A point of the street, another one for each whistle: the n-th of a raster that lies inside. */
function pointIn(
  pack: CityPack,
  placer: PackPlacer,
  street: string,
  n: number,
): { lon: number; lat: number } {
  const [west, south, east, north] = pack.manifest.bbox;
  const inside: { lon: number; lat: number }[] = [];
  const STEPS = 80;
  for (let i = 1; i < STEPS; i++)
    for (let j = 1; j < STEPS; j++) {
      const lon = west + ((east - west) * i) / STEPS;
      const lat = south + ((north - south) * j) / STEPS;
      if (placer.place({ lon, lat }).street === street) inside.push({ lon, lat });
    }
  const [first] = inside;
  if (first === undefined) throw new RangeError(`no place in street ${street}`);
  return inside[(n * 7) % inside.length] ?? first;
}
