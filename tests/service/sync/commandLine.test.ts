import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { saveCommandLine } from '../../../electron/city/composition/commandLine.ts';
import { machineUser } from '../../../electron/city/composition/machineUser.ts';
import type { CityStore } from '../../../electron/city/ports.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { readSourceSpecs } from '../../../electron/host/sourceSpecs.ts';
import { RestMapping, type SourcePatch } from '../../../shared/contract/sources.ts';
import { WriteBack } from '../../../shared/contract/writeBack.ts';
import { applyPatch } from '../../../shared/source/applyPatch.ts';
import { testPack } from '../../support/city.ts';
import { workbooks } from '../../support/workbooks.ts';

let dataDir: string;
let store: CityStore;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  store = openStore({
    dataDir,
    clock: { now: () => 0 },
    logger,
    backupEveryMs: 1e9,
    keepBackups: 1,
    encryption: null,
  });
});
afterEach(() => {
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts with this `--source`: what is recorded, with the address stored at that moment, and whether it must be probed. */
async function start(spec: string) {
  const recorded: string[] = [];
  const sources = await readSourceSpecs([spec], testPack(), 60, workbooks);
  saveCommandLine(store, sources, (action, id) => {
    const config = store.source(id)?.config;
    recorded.push(`${action} ${id} ${config !== undefined && 'url' in config ? config.url : '-'}`);
  });
  return { recorded, unsettled: store.source(sources[0]?.config.id ?? '')?.config.unsettled === true };
}

/** What a probe that was answered whole leaves. */
function settle(id: string, at: number): void {
  const config = store.source(id)?.config;
  if (config === undefined) throw new Error('not stored');
  const { unsettled: _unsettled, ...settled } = config;
  store.saveSource(settled);
  store.recordAttempt(id, { at, ok: true, skewMs: null, error: null });
}

/** What an operator changes on screen. */
function patch(id: string, changes: SourcePatch): void {
  const config = store.source(id)?.config;
  const next = config === undefined ? null : applyPatch(config, changes);
  if (next === null) throw new Error('no such source, or no such field');
  store.saveSource(next);
}

it('a changed address is recorded, before it is saved, also where the server must still be probed', async () => {
  const first = await start('open311+https://a.example/#id=hall');
  expect(first).toEqual({ recorded: ['source.create hall -'], unsettled: true });
  settle('hall', 1);
  expect(await start('open311+https://a.example/#id=hall')).toEqual({ recorded: [], unsettled: false });
  const moved = await start('open311+https://b.example/#id=hall');
  expect(moved).toEqual({ recorded: ['source.change hall https://a.example/'], unsettled: true });
});

it('a source that no probe has settled is probed at every start', async () => {
  const spec = 'arcgis+https://gis.example/arcgis/rest/services/hall/FeatureServer/0#id=hall';
  expect((await start(spec)).unsettled).toBe(true);
  expect((await start(spec)).unsettled).toBe(true);
  settle('hall', 1);
  const stored = store.source('hall')?.config;
  if (stored?.kind !== 'arcgis') throw new Error('not arcgis');
  const mapping = { ...stored.options.mapping, fields: { id: 'CASENO', requestedAt: 'REPORTTIME' } };
  store.saveSource({ ...stored, options: { ...stored.options, mapping } });
  expect(await start(spec)).toEqual({ recorded: [], unsettled: false });
  expect(store.source('hall')?.config).toMatchObject({ options: { mapping } });
});

it('what an operator has chosen for a source that was never read is kept, and not probed', async () => {
  const service = 'arcgis+https://gis.example/arcgis/rest/services/hall/FeatureServer/0#id=hall';
  await start(service);
  const mapping = RestMapping.parse({ fields: { id: 'CASENO', requestedAt: 'REPORTTIME' }, rowsPath: '' });
  patch('hall', { mapping });
  expect(await start(service)).toEqual({ recorded: [], unsettled: false });
  expect(store.source('hall')).toMatchObject({
    lastSuccessAt: null,
    config: { options: { mapping: { fields: mapping.fields } } },
  });
  await start('open311+https://a.example/#id=city');
  patch('city', { dialect: DIALECTS['6aika'] });
  expect(await start('open311+https://a.example/#id=city')).toEqual({ recorded: [], unsettled: false });
  expect(store.source('city')?.config).toMatchObject({ dialect: { name: '6aika' } });
  // Another address is another server.
  expect((await start('open311+https://b.example/#id=city')).unsettled).toBe(true);
});

it('what the upstream is told is kept', async () => {
  const writeBack = WriteBack.parse({ newOrderFor: { kinds: [] }, serviceCode: '7' });
  for (const spec of [
    'open311+https://a.example/#id=hall',
    'open311+https://a.example/#id=hall&dialect=plain',
  ]) {
    await start(spec);
    patch('hall', { writeBack });
    expect((await start(spec)).recorded).toEqual([]);
    expect(store.source('hall')?.config).toMatchObject({ writeBack });
  }
  patch('hall', { writeBack: null });
  await start('open311+https://a.example/#id=hall');
  expect(store.source('hall')?.config).not.toHaveProperty('writeBack');
});

it('what a mapping file says the upstream is told holds at the next start, and a pause of it too', async () => {
  const path = join(dataDir, 'mapping.json');
  const spec = `rest+https://a.example/api#id=hall&mapping=${path}`;
  const file = (answer: string) =>
    writeFileSync(
      path,
      JSON.stringify({
        ...{ rowsPath: 'rows', fields: { id: 'no', requestedAt: 'time' } },
        ...{ actions: { feedback: { path: answer } }, on: { 'result-submitted': 'feedback' } },
      }),
    );
  file('reply');
  expect((await start(spec)).recorded).toEqual(['source.create hall -']);
  const told = () => {
    const config = store.source('hall')?.config;
    return config?.kind === 'rest' ? config.writeBack : undefined;
  };
  expect(told()).toMatchObject({ paused: false, actions: { feedback: { path: 'reply' } } });
  const writeBack = told();
  if (writeBack === undefined) throw new Error('nothing is told');
  patch('hall', { writeBack: { ...writeBack, paused: true } });
  expect((await start(spec)).recorded).toEqual([]);
  expect(told()).toMatchObject({ paused: true });
  file('answers');
  expect((await start(spec)).recorded).toHaveLength(1);
  expect(told()).toMatchObject({ paused: true, actions: { feedback: { path: 'answers' } } });
  // A file that says nothing of answers leaves what an operator has set.
  writeFileSync(path, JSON.stringify({ rowsPath: 'rows', fields: { id: 'no', requestedAt: 'time' } }));
  await start(spec);
  expect(told()).toMatchObject({ actions: { feedback: { path: 'answers' } } });
});

it('what is saved at once is recorded once, and again only when it changes', async () => {
  const spec = 'open311+https://a.example/#id=hall&dialect=plain';
  expect((await start(spec)).recorded).toEqual(['source.create hall -']);
  const config = store.source('hall')?.config;
  if (config !== undefined) store.saveSource({ ...config, name: '改名', paused: true });
  expect(await start(spec)).toEqual({ recorded: [], unsettled: false });
  expect(store.source('hall')?.config).toMatchObject({ name: '改名', paused: true });
  const other = spec.replace('plain', '6aika');
  expect((await start(other)).recorded).toEqual(['source.change hall https://a.example/']);
  expect(store.source('hall')?.config).toMatchObject({ dialect: { name: '6aika' } });
});

it('the cursor of another kind of source is not kept', async () => {
  await start('open311+https://data.example.cn/#id=hall&dialect=plain');
  store.setCursor('hall', 'page 7');
  await start('soda+https://data.cityofnewyork.us/resource/erm2-nwe9.json#id=hall');
  expect(store.source('hall')).toMatchObject({ config: { kind: 'soda' }, cursor: '' });
});

it('a user without a name in the operating system is recorded by number', () => {
  expect(machineUser()).toBe(os.userInfo().username);
  const unknown = vi.spyOn(os, 'userInfo').mockImplementation(() => {
    throw new Error('A system error occurred: uv_os_get_passwd returned ENOENT');
  });
  syncBuiltinESMExports();
  try {
    expect(machineUser()).toMatch(/^uid( \d+)?$/);
  } finally {
    unknown.mockRestore();
    syncBuiltinESMExports();
  }
});
