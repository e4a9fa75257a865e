import type { AssessmentRules } from '../../../../shared/pack/assessment.ts';
import { districtGroups } from './district.ts';
import {
  borrowed,
  EXAMPLE_MEETING,
  MONTHLY,
  PUBLIC_CHANNELS,
  PUBLICATION,
  published,
  ruleSet,
} from './parts.ts';
import type { Units } from './units.ts';

/** Qinhuai (秦淮区): streets rate departments on every whistle (街道考核部门); streets themselves by the standard. */
export function qinhuaiAssessment(units: Units): Omit<AssessmentRules, 'format'> {
  return {
    ruleSets: ['whistle-double', 'gbt-30428-4-region', 'gbt-30428-4-department'].map(ruleSet),
    groups: districtGroups(units),
    rules: [
      {
        ruleSet: 'whistle-double',
        groups: ['departments'],
        ...MONTHLY,
        ...published('秦淮区公开：赋予街道考核部门的权力；考核周期未见公布，按月为示例'),
      },
      {
        ruleSet: 'gbt-30428-4-region',
        groups: ['streets'],
        ...MONTHLY,
        ...borrowed('GB/T 30428.4 区域评价，未经本区核定'),
      },
    ],
    publication: PUBLICATION,
    publicChannels: PUBLIC_CHANNELS,
    meeting: EXAMPLE_MEETING,
    provenance: [
      {
        part: 'rules',
        origin: 'borrowed',
        source: '秦淮区公开：街道考核部门；区域评价借用 GB/T 30428.4',
        licence: '事实性内容',
        note: '部门考核表未见公开，双考核的各项权重为示例。',
      },
      {
        part: 'groups, publication, meeting',
        origin: 'invented',
        source: '分组、公布方式与会议均未见公开；会议时间参照安徽宿州',
        licence: 'MIT',
        note: '正式使用前须换成本区规定。',
      },
    ],
  };
}
