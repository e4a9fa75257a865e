import type { AssessmentGroup } from '../../../../shared/pack/assessment.ts';
import { ALWAYS, invented } from './parts.ts';
import type { Units } from './units.ts';

const GROUPED = invented('示例：按机构类别分组，未见公开的分组名单，须由本区核定');

/** The two groups of a district (区): its streets, and its departments. */
export function districtGroups({ orgs }: Units): AssessmentGroup[] {
  return [
    {
      id: 'streets',
      name: { zh: '街道组', en: 'Streets' },
      kind: 'street',
      units: orgs('street'),
      ...ALWAYS,
      ...GROUPED,
    },
    {
      id: 'departments',
      name: { zh: '部门组', en: 'Departments' },
      kind: 'department',
      units: orgs('department'),
      ...ALWAYS,
      ...GROUPED,
    },
  ];
}
