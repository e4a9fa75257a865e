import type { AssessmentGroup, AssessmentRules } from '../../../../shared/pack/assessment.ts';
import { HOHHOT_DISTRICTS, ZONE } from '../hohhotStreets.ts';
import { ENTERPRISES, SHARED_ENTERPRISES } from '../hohhotUnits.ts';
import {
  ALWAYS,
  borrowed,
  EXAMPLE_MEETING,
  MONTHLY,
  PUBLIC_CHANNELS,
  PUBLICATION,
  published,
  ruleSet,
} from './parts.ts';
import type { Units } from './units.ts';

const NUMBERS = '公开：对市四区、经济技术开发区和全市16个部门、11个公共服务企业进行考评';

/** Hohhot: 4 + 1 + 16 + 11 units in four groups, results open to the public. */
export function hohhotAssessment({ orgs }: Units): Omit<AssessmentRules, 'format'> {
  const ends = [...SHARED_ENTERPRISES, ...ENTERPRISES.map(([serial]) => serial)];
  const isEnterprise = (code: string) => ends.some((end) => code.endsWith(`-${end}`));
  const group = (
    id: string,
    name: AssessmentGroup['name'],
    kind: AssessmentGroup['kind'],
    units: string[],
    source: string,
  ): AssessmentGroup => ({ id, name, kind, units, ...ALWAYS, ...published(source) });
  const named = `${NUMBERS}；单位名单未见公开，名称为示例`;
  return {
    ruleSets: ['hohhot-areas', 'hohhot-units', 'three-rates'].map(ruleSet),
    groups: [
      group(
        'districts',
        { zh: '市四区组', en: 'Four districts' },
        'district',
        HOHHOT_DISTRICTS.map(({ code }) => code),
        NUMBERS,
      ),
      group('zone', { zh: '经济技术开发区组', en: 'Zone' }, 'zone', [ZONE.code], NUMBERS),
      group(
        'departments',
        { zh: '市直部门组', en: 'Departments' },
        'department',
        orgs('department').filter((code) => !isEnterprise(code)),
        named,
      ),
      group(
        'enterprises',
        { zh: '公共服务企业组', en: 'Public service enterprises' },
        'enterprise',
        orgs('department').filter(isEnterprise),
        named,
      ),
    ],
    rules: [
      {
        ruleSet: 'hohhot-areas',
        groups: ['districts', 'zone'],
        ...MONTHLY,
        ...borrowed('考评办法未见公开：评分借用 GB/T 30428.4 区域评价，按月为示例'),
      },
      {
        ruleSet: 'hohhot-units',
        groups: ['departments', 'enterprises'],
        ...MONTHLY,
        ...borrowed('考评办法未见公开：评分借用 GB/T 30428.4 专业部门评价，按月为示例'),
      },
    ],
    publication: {
      ...PUBLICATION,
      audience: { to: 'public', ...published('公开：考评结果向全社会公开') },
    },
    publicChannels: PUBLIC_CHANNELS,
    meeting: EXAMPLE_MEETING,
    provenance: [
      {
        part: 'groups',
        origin: 'published',
        source: NUMBERS,
        licence: '事实性内容',
        note: '四组的单位数为公开数字；16 个部门与 11 个公共服务企业的名称为示例。',
      },
      {
        part: 'rules',
        origin: 'borrowed',
        source: '借用 GB/T 30428.4 的权重与分段',
        licence: '事实性内容',
        note: '本市考评办法未见公开，须由本市核定。',
      },
      {
        part: 'publication',
        origin: 'published',
        source: '公开：考评结果向全社会公开',
        licence: '事实性内容',
        note: '申诉期限未见公开，为示例。',
      },
      {
        part: 'meeting',
        origin: 'invented',
        source: '未见公开的调度会制度；时间参照安徽宿州',
        licence: 'MIT',
        note: '正式使用前须换成本市规定。',
      },
    ],
  };
}
