import type { Unit } from '../../../shared/contract/meetingItems.ts';
import { usePack } from '../../live/queries/city.ts';

export type Units = {
  /** Departments first, then streets, then the others. */
  units: Unit[];
  /** Those that may own a decision: departments and streets. */
  owners: { value: string; label: string }[];
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
    owners: orgs
      .filter(({ kind }) => kind === 'department' || kind === 'street')
      .toSorted((a, b) => PLACES.indexOf(a.kind) - PLACES.indexOf(b.kind))
      .map(({ code, name }) => ({ value: code, label: name })),
    unitOf: (org) => units.find((unit) => unit.org === org) ?? null,
  };
}
