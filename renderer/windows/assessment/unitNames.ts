import type { AssessedGroup } from '../../../shared/contract/assessment.ts';
import { useGrids } from '../../live/queries/city.ts';
import { useNames } from '../../ui/names.ts';

export type UnitNames = {
  nameOf: (unit: string) => string;
  /** What upstreams call a unit, as the filters of the desk ask for it: its code, and its name where they send that. */
  wordsOf: (kind: AssessedGroup['unitKind'], unit: string) => string[];
};

/** Names of units. `frozen`: as they were when a period was frozen; null: as they are. */
export function useUnitNames(frozen: Readonly<Record<string, string>> | null): UnitNames {
  const names = useNames();
  const grids = useGrids().data;
  return {
    nameOf: (unit) =>
      frozen?.[unit] ??
      grids?.features.find(({ properties }) => properties.code === unit)?.properties.name ??
      names.org(unit),
    wordsOf(kind, unit) {
      const name = kind === 'org' ? names.orgs.find(({ code }) => code === unit)?.name : undefined;
      return name === undefined || name === unit ? [unit] : [unit, name];
    },
  };
}
