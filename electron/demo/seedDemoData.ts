import { crc32 } from 'node:zlib';
import type { Operator } from '../../shared/contract/people.ts';
import { WhistleCommand } from '../../shared/contract/whistleCommands.ts';
import { createPlacer, type PackPlacer } from '../../shared/pack/placer.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import type { WhistleRules } from '../../shared/pack/whistles.ts';
import { whistleId } from '../../shared/whistle/ids.ts';
import { sealWithExistingKey } from '../city/anchor/sealKey.ts';
import type { SealKeeping } from '../city/anchor/sealPlace.ts';
import { type CityJournal, openJournal } from '../city/journal/openJournal.ts';
import type { Logger } from '../city/ports.ts';
import { createAttachmentFiles } from '../city/store/attachmentFiles.ts';
import type { Encryption } from '../city/store/encryption/key.ts';
import { openStore } from '../city/store/open.ts';
import { createAttachments } from '../city/whistles/attachments.ts';
import type { Whistles } from '../city/whistles/createWhistles.ts';
import { openWhistles } from '../city/whistles/openWhistles.ts';
import { greyPicture } from './greyPicture.ts';
import { createDemoOperators, demoOperators, demoStreets } from './operators.ts';
import { SCRIPTS, type Script, type ScriptStep } from './whistleScripts.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * Fills a new data folder of the simulated city (模拟城市) with operators and whistles. The whistles are made by real
 * commands through the real engine, on a clock that starts seven days ago, so that log, timers and escalations are
 * genuine. If the folder already has whistles, none are added. A command that the pack's rules refuse is skipped.
 */
export async function seedDemoData(options: {
  dataDir: string;
  pack: CityPack;
  now: number;
  logger: Logger;
  keeping: SealKeeping;
  /** Of the database and its backups; null: they are plain. */
  encryption: Encryption | null;
}): Promise<void> {
  const { dataDir, pack, now, logger, keeping, encryption } = options;
  const clock = { at: now, now: () => clock.at };
  const store = openStore({ dataDir, clock, logger, backupEveryMs: DAY, keepBackups: 6, encryption });
  try {
    await sealWithExistingKey(store, keeping);
    await createDemoOperators(store.people, pack, now);
    if (!pack.whistles || store.journal.head().seq > 0) return;
    const photo = await createAttachments(store.attachments, createAttachmentFiles(dataDir), clock).save(
      '模拟照片.png',
      new Blob([greyPicture(160, 120, 0xb0)]).stream(),
      'demo-street1-duty',
      () => undefined,
    );
    const placer = createPlacer(pack);
    clock.at = now - 7 * DAY;
    const journal = openJournal({
      ...{ table: store.journal, shared: null, clock, logger },
      // The scripts act as nobody who has an account.
      current: (by) => by,
      onCommit: () => undefined,
    });
    const whistles = await openWhistles({
      store,
      journal,
      pack,
      placer,
      clock,
      drill: null,
      // Before anybody is appointed: the scripts act in the roles that they say, each in their own name.
      people: () => [],
      delegated: () => null,
      postsOf: () => [],
    });
    if (whistles === null) return;
    const context = { whistles, journal, pack, rules: pack.whistles, placer, clock, now, logger };
    await runScripts({ ...context, photo: photo.hash });
  } finally {
    store.close();
  }
}

type SeedContext = {
  whistles: Whistles;
  journal: CityJournal;
  pack: CityPack;
  rules: WhistleRules;
  placer: PackPlacer;
  clock: { at: number };
  now: number;
  photo: string;
  logger: Logger;
};

/** Runs the steps of all scripts in chronological order, so that the clock never goes back and timers due in between fire. */
async function runScripts(context: SeedContext): Promise<void> {
  const actions = SCRIPTS.flatMap((script, index) => {
    const parties = partiesOf(context, script);
    if (parties === null) return [];
    const id = whistleId(commandId(script, 0));
    return [
      { at: context.now - script.drafted * MINUTE, run: () => draftWhistle(context, script, parties, index) },
      ...script.steps.map((one, n) => ({
        at: context.now - one.before * MINUTE,
        run: () => runStep(context, id, commandId(script, n + 1), one, parties),
      })),
    ];
  });
  for (const { at, run } of actions.sort((a, b) => a.at - b.at)) {
    context.clock.at = at;
    await run();
  }
  context.clock.at = context.now;
  await context.journal.fireDue();
}

type ScriptParties = {
  street: { code: string };
  n: number;
  item: string;
  lead: string;
  others: string[];
  people: Operator[];
};

function partiesOf({ pack, rules }: SeedContext, script: Script): ScriptParties | null {
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

function draftWhistle(
  context: SeedContext,
  script: Script,
  parties: ScriptParties,
  index: number,
): Promise<void> {
  const { rules, pack, placer } = context;
  const category = rules.items.find((item) => item.code === parties.item)?.categories[0] ?? null;
  const departments = [
    { org: parties.lead, part: 'lead' },
    ...parties.others.map((org) => ({ org, part: 'co' })),
  ];
  const meet = { at: context.clock.at + DAY, where: '现场（模拟）' };
  const place = { ...pointIn(pack, placer, parties.street.code, index), address: '模拟地点' };
  const fields = {
    kind: script.kind,
    street: parties.street.code,
    subject: script.subject,
    item: parties.item,
  };
  return runCommand(context, whistleId(commandId(script, 0)), operatorFor(parties, 'street-duty'), {
    ...{ commandId: commandId(script, 0), type: 'draft', parent: null },
    draft: { ...fields, category, departments, meet, place, placeReason: '边界为示意（模拟）' },
  });
}

function runStep(
  context: SeedContext,
  whistle: string,
  id: string,
  { who, command }: ScriptStep,
  parties: ScriptParties,
): Promise<void> {
  const filled: Record<string, unknown> = { ...command, commandId: id };
  if (command.type === 'submit-result') filled['files'] = [context.photo];
  if (command.type === 'object') filled['proposes'] = parties.others[0] ?? parties.lead;
  if ('onBehalf' in command && command.onBehalf)
    filled['onBehalf'] = { ...command.onBehalf, at: context.clock.at };
  if (command.type === 'rate') filled['scores'] = scoresFor(context.whistles, whistle);
  return runCommand(context, whistle, operatorFor(parties, who), filled);
}

async function runCommand(
  context: SeedContext,
  whistle: string,
  operator: Operator | null,
  command: unknown,
): Promise<void> {
  // The script names a department that this pack does not have.
  if (operator === null) return;
  const outcome = await context.whistles.act(whistle, WhistleCommand.parse(command), operator);
  if (!outcome.ok)
    context.logger.warn({ whistle, rule: outcome.refusal.rule }, 'a step of the demo was refused');
}

function scoresFor(whistles: Whistles, id: string) {
  const children = whistles.view(id, null)?.children ?? [];
  return children
    .filter((child) => child.part !== 'leader')
    .map((child) => ({ summons: child.id, arrival: 5, attitude: 4, effect: 5, comment: '' }));
}

function operatorFor(parties: ScriptParties, who: string): Operator | null {
  const byId = (id: string) => parties.people.find((one) => one.id === id) ?? null;
  const handler = (org: string | undefined) =>
    parties.people.find((one) => one.org === org && one.roles.includes('dept-handler')) ?? null;
  if (who === 'lead') return handler(parties.lead);
  if (who === 'co') return handler(parties.others[0]);
  if (who.startsWith('street-')) return byId(`demo-street${parties.n}-${who.slice('street-'.length)}`);
  return byId(`demo-${who}`);
}

/** The same for every start. It ends in a checksum, because windows show the end of a whistle's id as its number. */
function commandId(script: Script, n: number): string {
  return `demo-${n}-${crc32(script.key).toString(16).padStart(8, '0')}`;
}

/** A point inside the street, chosen from an 80 × 80 raster over the city, so that whistles lie at different places. */
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
