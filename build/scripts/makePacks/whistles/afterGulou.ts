import type { WhistlePreset } from '../../../../shared/pack/whistles.ts';
import { gulouPreset } from './gulou.ts';

/** Kinds of Gulou for a city that has published no whistles of its own: everything borrowed or an example. */
function borrowedPreset(team: string[], note: string): WhistlePreset {
  const gulou = gulouPreset(team);
  const [kinds, ...others] = gulou.provenance;
  if (kinds === undefined) throw new Error('the preset says nothing of its kinds');
  return {
    ...gulou,
    kinds: gulou.kinds.map((kind) =>
      kind.id === 'hard' ? { ...kind, source: '参照鼓楼与秦淮：攻坚哨，双报到；本市未见公开' } : kind,
    ),
    provenance: [{ ...kinds, note }, ...others],
  };
}

/** Suzhou (Anhui): the joint team 1+1+N is its own, everything else is Gulou's. */
export function suzhouPreset(team: string[]): WhistlePreset {
  const preset = borrowedPreset(
    team,
    '宿州市未见公开的吹哨报到办法，哨种与时限均参照鼓楼，须由本市核定；1+1+N 联合执法为本市公开做法。',
  );
  return {
    ...preset,
    kinds: preset.kinds.map((kind) =>
      kind.id === 'joint'
        ? { ...kind, source: '本市公开做法 1+1+N（城管＋公安＋N）；按吹哨办理与时限参照鼓楼推进哨' }
        : kind,
    ),
  };
}

/** Hohhot: no whistles published. */
export function hohhotPreset(team: string[]): WhistlePreset {
  return borrowedPreset(team, '呼和浩特市未见公开的吹哨报到办法，哨种与时限均参照鼓楼，须由本市核定。');
}
