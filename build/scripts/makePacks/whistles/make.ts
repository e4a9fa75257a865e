import { type WhistlePreset, WhistleRules } from '../../../../shared/pack/whistles.ts';
import { hohhotPreset, suzhouPreset } from './afterGulou.ts';
import { gulouPreset } from './gulou.ts';
import { listsOf } from './lists.ts';
import { chongchuanPreset, dongchengPreset, guanduPreset } from './others.ts';

/** Fixed members of a joint team: urban management (城管) and the police (公安), in the packs its traffic brigade. */
const team = (district: string) => [`${district}-ZFDD`, `${district}-JJDD`];

const LISTS_PROVENANCE = {
  part: 'lists',
  origin: 'invented',
  source: '按行业通行职责编列的事项、权责清单与本级可办清单',
  licence: 'MIT',
  note: '秦淮区公开的赋权为 162 项，清单未见公开；此处 30 项为示例。正式使用前须换成本区清单。',
} as const;

type Made = { district: string; preset: (team: string[]) => WhistlePreset };

const MADE: Readonly<Record<string, Made>> = {
  'nanjing-qinhuai': { district: '320104', preset: gulouPreset },
  'beijing-dongcheng': { district: '110101', preset: dongchengPreset },
  'suzhou-anhui': { district: '341300', preset: suzhouPreset },
  hohhot: { district: '150100', preset: hohhotPreset },
};

/** Content of `whistles.json` of a pack; null for the foreign test city, which has no whistles. */
export function whistlesOf(pack: string): WhistleRules | null {
  const made = MADE[pack];
  if (made === undefined) return null;
  const preset = made.preset(team(made.district));
  return WhistleRules.parse({
    ...preset,
    id: pack,
    ...listsOf(made.district),
    provenance: [...preset.provenance, LISTS_PROVENANCE],
  });
}

/** Presets for any pack, without organisation codes. */
export function presets(): WhistlePreset[] {
  return [gulouPreset([]), dongchengPreset([]), guanduPreset(), chongchuanPreset()];
}
