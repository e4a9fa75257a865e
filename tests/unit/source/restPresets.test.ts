import { describe, expect, it } from 'vitest';
import { createRestAdapter } from '../../../electron/city/sync/rest/adapter.ts';
import { RestMapping, SourceConfig } from '../../../shared/contract/sources.ts';
import { EMPTY_REST_MAPPING, REST_PRESETS } from '../../../shared/source/restPresets.ts';

const FRAME = {
  bbox: [118, 31, 119, 33] as [number, number, number, number],
  fallbackPoints: [],
  zone: 'UTC',
};

describe('the presets for Chinese platforms', () => {
  it.each(REST_PRESETS.map((preset) => [preset.id, preset] as const))(
    '%s is a whole mapping',
    (id, preset) => {
      expect(RestMapping.parse(preset.mapping)).toEqual(preset.mapping);
      expect(preset.mapping.preset).toBe(id);
      expect(preset.mapping.fields.id).not.toBe('');
      expect(preset.mapping.fields.requestedAt).not.toBe('');
      expect(preset.mapping.ratePerMinute).toBeNull();
      expect(preset.name.zh).toMatch(/[一-鿿]/);
      expect(preset.note.en).not.toBe('');
    },
  );

  it('have ids of their own', () => {
    expect(new Set(REST_PRESETS.map(({ id }) => id)).size).toBe(REST_PRESETS.length);
    expect(EMPTY_REST_MAPPING.preset).toBeNull();
  });

  it.each(['rows-total', 'records-current'])('%s reads a row of that shape, callers split off', (id) => {
    const preset = REST_PRESETS.find((one) => one.id === id);
    const config = SourceConfig.parse({
      id: 'a',
      name: 'a',
      pollSeconds: 60,
      paused: false,
      crs: 'wgs84',
      zone: 'Asia/Shanghai',
      auth: { in: 'none' },
      kind: 'rest',
      url: 'https://hall.test/list',
      mapping: preset?.mapping,
    });
    if (config.kind !== 'rest') throw new Error('not a REST source');
    const reading = createRestAdapter(config, FRAME, () => Date.UTC(2026, 0, 1)).read({
      id: '20250912101108115409',
      createTime: '2025-09-12 10:11:08',
      statusName: '处置中',
      content: '路灯不亮',
      lng: '118.8',
      lat: '32.0',
      contactName: '甲',
      contactPhone: '13800001234',
    });
    expect(reading).toMatchObject({
      ok: true,
      case: {
        sourceId: '20250912101108115409',
        requestedAt: Date.UTC(2025, 8, 12, 2, 11, 8),
        stage: 'handling',
        description: '路灯不亮',
        lon: 118.8,
        contact: { name: '甲', phone: '13800001234' },
      },
    });
  });
});
