import { type WhistlePreset, WhistleRules } from '../../../../shared/pack/whistles.ts';
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

type PackWithWhistles = 'nanjing-qinhuai' | 'beijing-dongcheng';

/** Whether a pack has whistle rules: the Chinese packs do, the foreign test city does not. */
export function hasWhistles(pack: string): pack is PackWithWhistles {
  return pack === 'nanjing-qinhuai' || pack === 'beijing-dongcheng';
}

/** Content of `whistles.json` of a pack. */
export function whistlesOf(pack: PackWithWhistles): WhistleRules {
  const district = pack === 'nanjing-qinhuai' ? '320104' : '110101';
  const preset = pack === 'nanjing-qinhuai' ? gulouPreset(team(district)) : dongchengPreset(team(district));
  return WhistleRules.parse({
    ...preset,
    id: pack,
    ...listsOf(district),
    provenance: [...preset.provenance, LISTS_PROVENANCE],
  });
}

/** Presets for any pack, without organisation codes. */
export function presets(): WhistlePreset[] {
  return [gulouPreset([]), dongchengPreset([]), guanduPreset(), chongchuanPreset()];
}
