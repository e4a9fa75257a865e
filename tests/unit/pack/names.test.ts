import { expect, it } from 'vitest';
import { packWarnings } from '../../../electron/city/composition/vacancies.ts';
import { formerNames, NO_NAMES, namesOfPack, type PackNames } from '../../../shared/pack/names.ts';
import { snapshotOfPack, withFormerNames } from '../../../shared/whistle/rulesSnapshot.ts';
import { pack } from './packs.ts';

const qinhuai = pack('nanjing-qinhuai');
const grids = (...codes: string[]): PackNames => ({
  ...NO_NAMES,
  grids: codes.map((code) => ({ code, name: `网格 ${code}` })),
});

it('keeps the newest name of every code that a pack has lost, and forgets those that came back', () => {
  const newer = { ...NO_NAMES, grids: [{ code: 'b', name: '新名' }] };
  expect(formerNames([grids('a', 'b'), newer], grids('c')).grids).toEqual([
    { code: 'a', name: '网格 a' },
    { code: 'b', name: '新名' },
  ]);
  expect(formerNames([grids('a', 'b'), newer], grids('a', 'c')).grids).toEqual([{ code: 'b', name: '新名' }]);
});

it('carries them from pack to pack', () => {
  const without = (count: number) => ({
    ...qinhuai,
    grids: { ...qinhuai.grids, features: qinhuai.grids.features.slice(count) },
  });
  const snapshots = [0, 3, 5, 5].map((count) => snapshotOfPack(without(count)));
  let last = null;
  for (const next of snapshots) {
    if (next === null) throw new Error('no rules');
    last = withFormerNames(next, last === null ? [] : [last]);
  }
  const first = qinhuai.grids.features.slice(0, 5).map(({ properties: { code, name } }) => ({ code, name }));
  const byCode = (a: { code: string }, b: { code: string }) => a.code.localeCompare(b.code);
  expect([...(last?.former?.grids ?? [])].sort(byCode)).toEqual([...first].sort(byCode));
  expect(last?.former?.orgs).toEqual([]);
});

const NOTHING = { kinds: [], streets: [], orgs: [], categories: [], items: [] };
const UNUSED = { ...NOTHING, waited: [], people: [], grids: [] };

it('names roles, grids and categories that are used and that the pack lacks', () => {
  const known = namesOfPack(qinhuai);
  const category = known.categories[0]?.code ?? '';
  const used = {
    ...UNUSED,
    categories: [
      { code: category, count: 1 },
      { code: 'X9', count: 2 },
    ],
    waited: [
      { org: '320104004', roles: ['street-secretary'], count: 1 },
      { org: '320104', roles: ['standing-committee'], count: 3 },
    ],
    grids: [{ code: '旧', count: 7 }],
  };
  const rules = qinhuai.whistles;
  if (!rules) throw new Error('no rules');
  const kinds = rules.kinds.map((kind) => ({ ...kind, quorum: { ...kind.quorum, leaders: [] } }));
  const levels = rules.ladder.levels.map((level) => ({ ...level, notify: ['vice-district' as const] }));
  const reformed = { ...qinhuai, whistles: { ...rules, kinds, ladder: { ...rules.ladder, levels } } };
  const former = { ...grids('旧'), categories: [{ code: 'X9', name: '旧小类' }] };
  expect(packWarnings(used, reformed, former)[0]?.message).toMatch(
    /^现用城市包缺少仍在使用的角色 挂包街道的区委常委（3 个哨）、小类 旧小类（2 个哨）、网格 网格 旧（7 个在办案件）。/,
  );
  expect(packWarnings({ ...UNUSED, waited: used.waited }, qinhuai, former)).toEqual([]);
});
