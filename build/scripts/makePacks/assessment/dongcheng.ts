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

/** Dongcheng (东城区): whistles are a third of a department's year; months by three rates and by the standard. */
export function dongchengAssessment(units: Units): Omit<AssessmentRules, 'format'> {
  return {
    ruleSets: ['dongcheng-whistle-third', 'three-rates', 'gbt-30428-4-department', 'gbt-30428-4-region'].map(
      ruleSet,
    ),
    groups: districtGroups(units),
    rules: [
      {
        ruleSet: 'dongcheng-whistle-third',
        groups: ['departments'],
        ...MONTHLY,
        period: 'year',
        ...published('公开报道：吹哨评价约占部门全年绩效三分之一'),
      },
      {
        ruleSet: 'three-rates',
        groups: ['streets'],
        ...MONTHLY,
        ...borrowed('北京市按月公布三率排名；权重未见公布，参照准格尔旗'),
      },
      {
        ruleSet: 'gbt-30428-4-department',
        groups: ['departments'],
        ...MONTHLY,
        ...borrowed('GB/T 30428.4 专业部门评价，未经本区核定'),
      },
    ],
    publication: {
      ...PUBLICATION,
      audience: { to: 'government', ...borrowed('参照北京市：三率排名按月在市委范围内通报') },
    },
    publicChannels: PUBLIC_CHANNELS,
    meeting: EXAMPLE_MEETING,
    provenance: [
      {
        part: 'rules',
        origin: 'borrowed',
        source: '公开报道：一哨一考核、一件一考核；三率权重参照准格尔旗；部门评价借用 GB/T 30428.4',
        licence: '事实性内容',
        note: '吹哨评价约占三分之一，其中平台事实与民意各半为示例。',
      },
      {
        part: 'groups, publication, meeting',
        origin: 'invented',
        source: '分组与会议未见公开；会议时间参照安徽宿州，通报范围参照北京市',
        licence: 'MIT',
        note: '正式使用前须换成本区规定。',
      },
    ],
  };
}
