import type { Unit } from '../../../shared/contract/meetingItems.ts';
import { usePack } from '../../live/queries/city.ts';

export type Units = {
  /** Departments first, then streets, then the others. */
  units: Unit[];
  options: { value: string; label: string }[];
  /** Null for the empty code. */
  unitOf: (org: string) => Unit | null;
};

const PLACES = ['department', 'street', 'centre', 'district'];

/** The organisations of the pack, as owners of decisions and at the table. */
export function useUnits(): Units {
  const orgs = usePack().data?.manifest.orgs ?? [];
  const units = orgs
    .toSorted((a, b) => PLACES.indexOf(a.kind) - PLACES.indexOf(b.kind))
    .map(({ code, name }) => ({ org: code, name }));
  return {
    units,
    options: units.map(({ org, name }) => ({ value: org, label: name })),
    unitOf: (org) => units.find((unit) => unit.org === org) ?? null,
  };
}
