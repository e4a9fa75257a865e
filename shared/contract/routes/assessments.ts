import { AssessmentQuery, LiveAssessment } from '../assessment.ts';
import { get, type Route } from './route.ts';

/** Assessment (考核评价). */
export const assessmentRoutes = {
  assessment: get(
    '/api/assessment',
    '考核指标：一个时段内各街道、部门的数、率、得分、名次，附公式、分子、分母与不计情形；实时，未发布',
    AssessmentQuery,
    LiveAssessment,
  ),
} as const satisfies Record<string, Route>;
