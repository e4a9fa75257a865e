import type { AssessmentRules, MeetingRules } from '../../../../shared/pack/assessment.ts';
import {
  AGENDA,
  ALWAYS,
  borrowed,
  DUE_DAYS,
  EXAMPLE,
  invented,
  MONTHLY,
  PUBLIC_CHANNELS,
  PUBLICATION,
  published,
  ruleSet,
} from './parts.ts';
import type { Units } from './units.ts';

const MEETING: MeetingRules = {
  series: { zh: '集中调度会', en: 'Central dispatch meeting' },
  weekday: { day: 3, ...published('公开报道：建立每周三晚集中调度制度，两年来集中调度80余次') },
  localTime: { at: '19:30', ...invented('示例：公开报道只说“每周三晚”，钟点未见公布') },
  place: { name: { zh: '指挥大厅', en: 'Command hall' }, ...EXAMPLE },
  defaultDueDays: DUE_DAYS,
  agenda: AGENDA,
};

/** Suzhou (Anhui): 53 grids scored out of a hundred, 70 for problems solved, 30 by a third party; Wednesday evenings. */
export function suzhouAssessment({ orgs, grids }: Units): Omit<AssessmentRules, 'format'> {
  return {
    ruleSets: ['suzhou-anhui-70-30', 'gbt-30428-4-department', 'gbt-30428-4-region'].map(ruleSet),
    groups: [
      {
        id: 'grids',
        name: { zh: '单元网格组', en: 'Unit grids' },
        kind: 'grid',
        units: grids,
        ...ALWAYS,
        ...published('公开报道：划分为53个单元网格；网格本身为生成'),
      },
      {
        id: 'departments',
        name: { zh: '部门组', en: 'Departments' },
        kind: 'department',
        units: orgs('department'),
        ...ALWAYS,
        ...invented('示例：按机构类别分组，名单未见公开，须由本市核定'),
      },
    ],
    rules: [
      {
        ruleSet: 'suzhou-anhui-70-30',
        groups: ['grids'],
        ...MONTHLY,
        ...published('公开报道：系统问题解决率占70%，群议委第三方每月集中模拟考核占30%'),
      },
      {
        ruleSet: 'gbt-30428-4-department',
        groups: ['departments'],
        ...MONTHLY,
        ...borrowed('GB/T 30428.4 专业部门评价，未经本市核定'),
      },
    ],
    publication: {
      ...PUBLICATION,
      audience: { to: 'government', ...published('公开报道：建立运行评估分析、督查通报机制') },
    },
    publicChannels: PUBLIC_CHANNELS,
    meeting: MEETING,
    provenance: [
      {
        part: 'rules',
        origin: 'published',
        source: '公开报道：百分制考核，系统问题解决率占70%，群议委第三方每月集中模拟考核占30%',
        licence: '事实性内容',
        note: '考核到网格为按“网格六定”的理解；部门评价借用 GB/T 30428.4。',
      },
      {
        part: 'meeting',
        origin: 'published',
        source: '公开报道：每周三晚集中调度制度',
        licence: '事实性内容',
        note: '钟点、地点与议程未见公开，为示例；议定事项默认 20 日参照公开的督查工作规定。',
      },
      {
        part: 'publication',
        origin: 'invented',
        source: '申诉期限与公布名次未见公开',
        licence: 'MIT',
        note: '正式使用前须换成本市规定。',
      },
    ],
  };
}
