import type { RuleSet } from './ruleSet.ts';

/** A single rate as the score, without weights: nothing of it is anybody's choice. */
export const ON_TIME_SET: RuleSet = {
  id: 'on-time-closing',
  name: { zh: '按期结案率', en: 'Closed on time' },
  effectiveFrom: null,
  source: 'GB/T 30428.4 的按期结案率本身，不加权',
  confirmed: true,
  components: [{ id: 'onTime', weight: '1', points: { kind: 'rate', input: 'onTimeClosingRate' } }],
};

/** As in `build/assessment/gbt-30428-4-department.json`, for cities whose pack carries no rules. */
export const DEPARTMENT_SET: RuleSet = {
  id: 'gbt-30428-4-department',
  name: { zh: '专业部门评价', en: 'Departments' },
  effectiveFrom: null,
  source: 'GB/T 30428.4 附录，转录自公开系统的考核页面；分段边界按上一段之后起算',
  confirmed: true,
  components: [
    {
      id: 'filed',
      weight: '0.1',
      points: {
        kind: 'bands',
        input: 'filed',
        bands: [
          { upTo: '50', points: '100' },
          { upTo: '100', points: '90' },
          { upTo: '200', points: '75' },
          { upTo: '500', points: '60' },
          { upTo: '999', points: '40' },
          { upTo: null, points: '0' },
        ],
      },
    },
    { id: 'closing', weight: '0.3', points: { kind: 'rate', input: 'closingRate' } },
    { id: 'handling', weight: '0.3', points: { kind: 'rate', input: 'onTimeHandlingRate' } },
    { id: 'rework', weight: '0.3', points: { kind: 'rest', input: 'reworkRate' } },
  ],
};

/** 三率. Beijing's weights are not published (domain.md §4.1): equal ones, which the screen marks as unconfirmed. */
export const THREE_RATES_SET: RuleSet = {
  id: 'three-rates-equal',
  name: { zh: '三率（等权，待核定）', en: 'Three rates, equal weights, unconfirmed' },
  effectiveFrom: null,
  source: '响应率、解决率、满意率；权重未见公布，暂按等权，须由本地核定',
  confirmed: false,
  components: [
    { id: 'response', weight: '1/3', points: { kind: 'rate', input: 'responseRate' } },
    { id: 'solved', weight: '1/3', points: { kind: 'rate', input: 'solvedRate' } },
    { id: 'satisfied', weight: '1/3', points: { kind: 'rate', input: 'satisfactionRate' } },
  ],
};
