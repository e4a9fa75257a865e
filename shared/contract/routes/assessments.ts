import { AssessmentQuery, LiveAssessment } from '../assessment.ts';
import {
  AppealRequest,
  CorrectRequest,
  FreezeRequest,
  PublicationDetail,
  PublicationList,
  PublishRequest,
  ReviewRequest,
  SnapshotRows,
  SnapshotRowsQuery,
  WithdrawRequest,
} from '../assessmentPublication.ts';
import { ownEntry } from '../writeRule.ts';
import { get, NoQuery, post, type Route } from './route.ts';

/** Assessment (考核评价): as it is now, and frozen periods from draft list to final list. */
export const assessmentRoutes = {
  assessment: get(
    '/api/assessment',
    '考核指标：一个时段内各街道、部门的数、率、得分、名次，附公式、分子、分母与不计情形；实时，未发布',
    AssessmentQuery,
    LiveAssessment,
  ),
  publications: get('/api/assessments', '已冻结的时段：征求意见稿、已发布、已撤回', NoQuery, PublicationList),
  freezeAssessment: post(
    '/api/assessments',
    '冻结一个已结束的时段，形成征求意见稿（监督评价岗）',
    FreezeRequest,
    PublicationDetail,
    201,
    ownEntry,
  ),
  publication: get(
    '/api/assessments/:id',
    '一份冻结结果：事实账与考核账，由快照重算',
    NoQuery,
    PublicationDetail,
  ),
  publicationRows: get(
    '/api/assessments/:id/rows',
    '冻结结果中一个数字背后的案件',
    SnapshotRowsQuery,
    SnapshotRows,
  ),
  appealAssessment: post(
    '/api/assessments/:id/appeals',
    '对一个超期结案案件提出申诉（被考核单位）',
    AppealRequest,
    PublicationDetail,
    200,
    ownEntry,
  ),
  reviewAppeal: post(
    '/api/assessments/:id/reviews',
    '复核一条申诉，须由两人各复核一次',
    ReviewRequest,
    PublicationDetail,
    200,
    ownEntry,
  ),
  publishAssessment: post(
    '/api/assessments/:id/publish',
    '申诉期满后发布（监督评价岗）',
    PublishRequest,
    PublicationDetail,
    200,
    ownEntry,
  ),
  correctAssessment: post(
    '/api/assessments/:id/corrections',
    '对已发布的结果作更正记录（监督评价岗）；原数字保留',
    CorrectRequest,
    PublicationDetail,
    200,
    ownEntry,
  ),
  withdrawAssessment: post(
    '/api/assessments/:id/withdraw',
    '撤回征求意见稿，须说明理由（监督评价岗）',
    WithdrawRequest,
    PublicationDetail,
    200,
    ownEntry,
  ),
} as const satisfies Record<string, Route>;
