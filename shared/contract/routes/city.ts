import {
  CalendarChangeRequest,
  CalendarPreview,
  CalendarPreviewRequest,
  CalendarView,
  CalendarYearQuery,
  CalendarYearView,
} from '../calendars.ts';
import { PackView } from '../packView.ts';
import { CityStatus, JournalAcknowledgement } from '../status.ts';
import { DissolvedList, TransferReport, TransferRequest } from '../successions.ts';
import { audited, ownEntry, unaudited } from '../writeRule.ts';
import { get, NoBody, NoQuery, post, type Route } from './route.ts';

/** Of the city itself: state, successions, clock, journal, pack, calendar. */
export const cityRoutes = {
  status: get('/api/status', '运行状态：修订号、模式、案件总数、各数据源、告警', NoQuery, CityStatus),
  dissolved: get('/api/successions', '现行城市包中已没有的单位及其未结事项', NoQuery, DissolvedList),
  transfer: post(
    '/api/successions',
    '划转：撤并单位的未结事项由承接单位继续办理',
    TransferRequest,
    TransferReport,
    200,
    audited('transfer-org', 'org.transfer'),
  ),
  acceptClock: post(
    '/api/clock/accept',
    '本机时钟跳变后，确认以本机时间为准',
    NoBody,
    CityStatus,
    200,
    audited('confirm-clock', 'clock.accept'),
  ),
  acknowledgeJournal: post(
    '/api/journal/acknowledge',
    '日志异常查明后，填写原因予以确认',
    JournalAcknowledgement,
    CityStatus,
    200,
    audited('acknowledge-journal', 'journal.acknowledge'),
  ),
  pack: get('/api/pack', '城市包：名称、机构、目录、来源说明、街道与辖区边界', NoQuery, PackView),
  calendar: get('/api/calendar', '工作日历：各年状态、本地停工、改动记录', NoQuery, CalendarView),
  calendarYear: get('/api/calendar/year', '工作日历：一年的每一天', CalendarYearQuery, CalendarYearView),
  previewCalendar: post(
    '/api/calendar/preview',
    '预览工作日历的改动：读入的问题、改变的日子、会变动的时限；不写库',
    CalendarPreviewRequest,
    CalendarPreview,
    200,
    unaudited('it shows what a change would do and changes nothing'),
  ),
  changeCalendar: post(
    '/api/calendar/changes',
    '改动工作日历，立即生效并记入审计（管理员、值班长）',
    CalendarChangeRequest,
    CalendarView,
    200,
    ownEntry,
  ),
} as const satisfies Record<string, Route>;
