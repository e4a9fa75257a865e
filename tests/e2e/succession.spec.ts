import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { AssessmentRules } from '../../shared/pack/assessment.ts';
import { PackManifest } from '../../shared/pack/schema.ts';
import { WhistleRules } from '../../shared/pack/whistles.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { blowWhistle, whistleHall } from './support/whistleHall.ts';

const PACK = fileURLToPath(new URL('../../build/packs/nanjing-qinhuai', import.meta.url));
const GONE = '320104-SZS';
const NEXT = '320104-ZJJ';

/** A copy of the pack after a reform that dissolved the road keepers. */
function reformedPack(): string {
  const folder = mkdtempSync(join(tmpdir(), 'citywhistle-pack-'));
  cpSync(PACK, folder, { recursive: true });
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(folder, name), JSON.stringify(value));
  const manifest = PackManifest.parse(read('pack.json'));
  const orgs = manifest.orgs.filter(({ code }) => code !== GONE);
  write('pack.json', { ...manifest, version: '2.0.0', orgs });
  const rules = WhistleRules.parse(read('whistles.json'));
  const responsibilities = rules.responsibilities.map((row) => ({
    ...row,
    lead: row.lead === GONE ? NEXT : row.lead,
    co: row.co.filter((org) => org !== GONE && !(row.lead === GONE && org === NEXT)),
  }));
  const ownList = rules.ownList.filter(({ handedOverBy }) => handedOverBy !== GONE);
  write('whistles.json', { ...rules, responsibilities, ownList });
  const assessment = AssessmentRules.parse(read('assessment.json'));
  const groups = assessment.groups.map((group) => ({
    ...group,
    units: group.units.filter((unit) => unit !== GONE),
  }));
  write('assessment.json', { ...assessment, groups });
  return folder;
}

test('a pack without a department: the start says so by name, and its part is handed over', async ({
  consoleOf,
  using,
}) => {
  const old = await using(whistleHall(whistleCases));
  const id = await blowWhistle(old, SUBJECT);
  await old.stop();
  const pack = reformedPack();
  const hall = await using(whistleHall(whistleCases, { left: old, pack }));
  const console = await consoleOf(hall);
  const board = await console.open('whistles');
  await board.signIn('demo-shift', DEMO_PIN);
  await soon(() => board.packNotice()).toContain('单位 区市政设施养护所（1 个哨）');
  await board.screenshot('succession-notice');
  await board.openSuccession();
  await soon(() => board.succession()).toMatch(/区市政设施养护所 在办 1 个哨 · 在用操作员 2 名/);
  await board.screenshot('succession-dialog');
  expect(await board.accessibilityFaults()).toEqual([]);
  await board.handOver('区住房和城乡建设局', '机构改革，职责并入');
  await soon(() => board.succession()).toContain('区市政设施养护所：已划转 1 个哨，转入 2 名操作员');
  await soon(() => board.succession()).toContain('没有待划转的事项');
  await board.screenshot('succession-done');
  await board.press('Escape');
  expect(await board.packNotice()).toBeNull();
  expect((await hall.whistle(id)).children.map(({ org }) => org)).toContain(NEXT);
  await board.open(SUBJECT);
  await soon(async () => (await board.log()).join()).toContain('划转：区市政设施养护所 → 区住房和城乡建设局');
  expect((await board.child('区住房和城乡建设局'))?.marks).toContain('由区市政设施养护所划转');
  await board.screenshot('succession-page');
  rmSync(pack, { recursive: true, force: true });
});
