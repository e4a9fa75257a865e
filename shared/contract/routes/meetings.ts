import { MeetingList, WallMeeting } from '../meeting.ts';
import { MeetingAnswer, MeetingListQuery, MeetingPlan, MeetingStep } from '../meetingCommands.ts';
import { PackAnswer } from '../meetingPack.ts';
import { ownEntry } from '../writeRule.ts';
import { get, NoQuery, post, type Route } from './route.ts';

/** Dispatch meetings (调度会). */
export const meetingRoutes = {
  meetings: get('/api/meetings', '历次调度会，新的在前', MeetingListQuery, MeetingList),
  planMeeting: post('/api/meetings', '筹备下一次调度会', MeetingPlan, MeetingAnswer, 201, ownEntry),
  meeting: get('/api/meetings/:id', '一次调度会：议程、签到、议题、发言、议定事项', NoQuery, MeetingAnswer),
  meetingPack: get(
    '/api/meetings/:id/pack',
    '会议材料：开会前按当前数据生成，开会时冻结',
    NoQuery,
    PackAnswer,
  ),
  stepMeeting: post(
    '/api/meetings/:id/steps',
    '调度会的一步；同一编号只执行一次',
    MeetingStep,
    MeetingAnswer,
    200,
    ownEntry,
  ),
  wallMeeting: get(
    '/api/wall/meetings/:id',
    '大屏：当前议题卡、正在写的议定事项、发言计时',
    NoQuery,
    WallMeeting,
  ),
} as const satisfies Record<string, Route>;
