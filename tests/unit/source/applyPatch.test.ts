import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { RestMapping, SourceConfig, SourcePatch } from '../../../shared/contract/sources.ts';
import { applyPatch } from '../../../shared/source/applyPatch.ts';

const base = {
  id: 'a',
  name: 'a',
  pollSeconds: 60,
  paused: false,
  crs: 'wgs84',
  zone: 'UTC',
  auth: { in: 'none' },
};
const before = { fields: { id: 'id', requestedAt: 'at' }, zone: 'UTC' };
const sources = {
  open311: SourceConfig.parse({ ...base, kind: 'open311', url: 'http://a.test', dialect: DIALECTS.plain }),
  rest: SourceConfig.parse({
    ...base,
    kind: 'rest',
    url: 'http://a.test',
    mapping: { ...before, rowsPath: 'rows' },
  }),
  soda: SourceConfig.parse({
    ...base,
    kind: 'soda',
    url: 'http://a.test',
    options: { mapping: before, pageSize: 7 },
  }),
  file: SourceConfig.parse({ ...base, kind: 'file', path: '/a.csv', mapping: before }),
};
const mapping = RestMapping.parse({
  fields: { id: 'no', requestedAt: 'time' },
  rowsPath: 'data',
  zone: 'Asia/Shanghai',
});

describe('changes of a saved source', () => {
  it('keep whatever they do not name', () => {
    for (const config of Object.values(sources)) expect(applyPatch(config, {})).toEqual(config);
  });

  it('of a mapping reach every kind that has one, as its kind keeps it', () => {
    expect(applyPatch(sources.rest, { mapping })).toMatchObject({
      zone: 'UTC',
      mapping: { rowsPath: 'data', fields: { id: 'no' }, zone: 'UTC' },
    });
    const soda = applyPatch(sources.soda, { mapping });
    expect(soda).toMatchObject({ options: { pageSize: 7, mapping: { fields: { id: 'no' } } } });
    const file = applyPatch(sources.file, { mapping });
    expect(file).toMatchObject({ path: '/a.csv', mapping: { fields: { id: 'no' } } });
    expect(JSON.stringify([soda, file])).not.toContain('rowsPath');
    for (const config of [soda, file]) expect(SourceConfig.parse(config)).toEqual(config);
  });

  it('of system and zone reach the mapping too', () => {
    const patch = SourcePatch.parse({ crs: 'gcj02', zone: 'Asia/Urumqi' });
    expect(applyPatch(sources.rest, patch)).toMatchObject({ ...patch, mapping: patch });
    expect(applyPatch(sources.soda, patch)).toMatchObject({ ...patch, options: { mapping: patch } });
    expect(applyPatch(sources.file, patch)).toMatchObject({ ...patch, mapping: patch });
    expect(applyPatch(sources.open311, { dialect: DIALECTS['6aika'] })).toMatchObject({
      dialect: { name: '6aika' },
    });
  });

  it('of mapping or dialect settle a source that waits for a probe, others do not', () => {
    const unsettled = { ...sources.open311, unsettled: true as const };
    expect(applyPatch(unsettled, { name: 'b', paused: true })).toMatchObject({ unsettled: true });
    expect(applyPatch(unsettled, { dialect: DIALECTS.plain })).not.toHaveProperty('unsettled');
    const service = SourceConfig.parse({
      ...{ ...base, kind: 'arcgis', url: 'http://a.test/FeatureServer/0', unsettled: true },
      options: { mapping: before, pageSize: 7 },
    });
    expect(applyPatch(service, { crs: 'gcj02' })).toMatchObject({ unsettled: true });
    expect(applyPatch(service, { mapping })).not.toHaveProperty('unsettled');
  });

  it('are refused where the kind has no such thing', () => {
    expect(applyPatch(sources.open311, { mapping })).toBeNull();
    expect(applyPatch(sources.rest, { dialect: DIALECTS.plain })).toBeNull();
    expect(applyPatch(sources.file, { dialect: DIALECTS.plain })).toBeNull();
  });
});
