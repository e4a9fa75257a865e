import { z } from 'zod';
import { CaseContact, CaseDetail, CasePage, ContactRequest } from '../cases.ts';
import { ExportQuery, ExportRequest } from '../exportCases.ts';
import {
  GridCounts,
  HeatQuery,
  Histogram,
  HistogramQuery,
  Points,
  PointsQuery,
  Summary,
} from '../figures.ts';
import { CaseFilterQuery, CaseListQuery } from '../filters.ts';
import { GridCollection } from '../packView.ts';
import { GridTimelineQuery, HeatTimelineQuery } from '../timeline.ts';
import { ownEntry } from '../writeRule.ts';
import { get, NoQuery, post, type Route } from './route.ts';

/** Cases, and the figures and places that are counted from them. */
export const caseRoutes = {
  summary: get('/api/summary', '指标条与筛选清单', CaseFilterQuery.strict(), Summary),
  cases: get('/api/cases', '案件队列，分页', CaseListQuery.strict(), CasePage),
  case: get('/api/cases/:id', '案件详情：历史、时限及其算法', NoQuery, CaseDetail),
  revealContact: post(
    '/api/cases/:id/contact',
    '查看联系方式：须登录并说明理由，记入审计',
    ContactRequest,
    CaseContact,
    200,
    ownEntry,
  ),
  exportCases: {
    ...post(
      '/api/cases/export',
      '导出案件队列（CSV 或 xlsx）：须登录并说明理由，不含联系方式，记入审计',
      ExportRequest,
      z.undefined(),
      200,
      ownEntry,
    ),
    query: ExportQuery,
    produces: 'bytes',
  },
  heat: {
    ...get(
      '/api/heat',
      '密度面：Float32 小端，自北向南逐行，单位 件/平方公里',
      HeatQuery.strict(),
      z.undefined(),
    ),
    produces: 'floats',
  },
  heatTimeline: {
    ...get(
      '/api/heat/timeline',
      '时间轴数据：按上报时间排序的案件及其密度面单元，供窗口自行计算任一时段',
      HeatTimelineQuery.strict(),
      z.undefined(),
    ),
    produces: 'columns',
  },
  grids: get('/api/grids', '网格边界（GeoJSON）', NoQuery, GridCollection),
  gridCounts: get('/api/grids/counts', '各网格案件数', CaseFilterQuery.strict(), GridCounts),
  gridTimeline: {
    ...get(
      '/api/grids/timeline',
      '时间轴数据：按上报时间排序的案件及其网格，供窗口自行计算任一时段',
      GridTimelineQuery.strict(),
      z.undefined(),
    ),
    produces: 'columns',
  },
  histogram: get('/api/histogram', '按上报时间分段计数', HistogramQuery.strict(), Histogram),
  points: get('/api/points', '放大后的案件点位，列式', PointsQuery.strict(), Points),
} as const satisfies Record<string, Route>;
