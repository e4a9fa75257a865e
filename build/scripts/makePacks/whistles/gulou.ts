import type { WhistlePreset } from '../../../../shared/pack/whistles.ts';
import {
  ADMIN_LIMITS,
  BOTH_HEADS,
  borrowed,
  COMMON,
  DUAL_REPORT,
  EMERGENCY,
  example,
  NO_EXTRA_PARTICIPANTS,
  STREET_LEADERSHIP,
} from './parts.ts';

const GULOU = '参照鼓楼（南京市鼓楼区公开做法）';
const RESPONSE_LIMITS = {
  sign: borrowed(1, 'urgent_hour', `${GULOU}：1 小时内签收`),
  contact: borrowed(24, 'urgent_hour', `${GULOU}：24 小时内对接街道`),
};
const GUANGLING = '参照扬州广陵：复杂事项不超过 10 个工作日';

/**
 * Whistle rules after Gulou, whose two kinds are the only ones with published time limits in Nanjing, with the
 * emergency kind of Pinggu, the 1+1+N team of Suzhou (Anhui) and the simple and complex matters of Guangling. Whether
 * the limits of 1 h and 24 h include the night is not published; here they do. `team`: codes of the fixed members of a
 * joint team.
 */
export function gulouPreset(team: string[]): WhistlePreset {
  return {
    ...COMMON,
    id: 'nanjing-gulou',
    name: { zh: '南京做法（参照鼓楼）', en: 'Nanjing, after Gulou' },
    kinds: [
      {
        id: 'push',
        name: { zh: '推进哨', en: 'work-progress whistle' },
        description: '部门单独或联合即可解决的事项，由街道班子成员发起。',
        origin: 'borrowed',
        source: GULOU,
        approvers: STREET_LEADERSHIP,
        emergency: null,
        triage: true,
        arriveFrom: 'signed',
        limits: {
          ...ADMIN_LIMITS,
          ...RESPONSE_LIMITS,
          arrive: borrowed(3, 'work_day', `${GULOU}：推进哨 3 个工作日内报到`),
          handle: borrowed(10, 'work_day', GUANGLING),
          business: example(20, 'work_day'),
        },
        quorum: NO_EXTRA_PARTICIPANTS,
        upgradesTo: 'hard',
      },
      {
        id: 'hard',
        name: { zh: '攻坚哨', en: 'hard-case whistle' },
        description: '须区领导协调的事项，由工委书记和办事处主任共同发起；区委常委与分管副区长双报到。',
        origin: 'borrowed',
        source: `${GULOU}；双报到见秦淮区公开做法`,
        approvers: BOTH_HEADS,
        emergency: null,
        triage: true,
        arriveFrom: 'signed',
        limits: {
          ...ADMIN_LIMITS,
          ...RESPONSE_LIMITS,
          arrive: borrowed(5, 'work_day', `${GULOU}：攻坚哨 5 个工作日内报到`),
          handle: example(20, 'work_day'),
          business: example(40, 'work_day'),
        },
        quorum: DUAL_REPORT,
        upgradesTo: null,
      },
      {
        id: 'emergency',
        name: { zh: '应急哨', en: 'emergency whistle' },
        description: '管道破裂、路面塌陷等突发事件，先吹后批。',
        origin: 'borrowed',
        source: '参照北京平谷：30 分钟到场；补批时限为示例',
        ...EMERGENCY,
      },
      {
        id: 'joint',
        name: { zh: '综合执法哨', en: 'joint enforcement whistle' },
        description: '街道无执法权、须联合执法的事项：1+1+N，固定成员之外至少一个部门。',
        origin: 'borrowed',
        source: '参照安徽宿州 1+1+N（城管＋公安＋N）；时限参照鼓楼推进哨',
        approvers: STREET_LEADERSHIP,
        emergency: null,
        triage: true,
        arriveFrom: 'signed',
        limits: {
          ...ADMIN_LIMITS,
          ...RESPONSE_LIMITS,
          arrive: borrowed(3, 'work_day', `${GULOU}：推进哨 3 个工作日内报到`),
          handle: borrowed(10, 'work_day', GUANGLING),
          business: example(20, 'work_day'),
        },
        quorum: { leaders: [], team: { fixed: team, others: 1 } },
        upgradesTo: 'hard',
      },
      {
        id: 'simple',
        name: { zh: '简单事项哨', en: 'simple matter' },
        description: '责任清楚、当日可办的事项；权责清单列明部门，不经研判。',
        origin: 'borrowed',
        source: '参照扬州广陵：简单事项当日办结',
        approvers: STREET_LEADERSHIP,
        emergency: null,
        triage: false,
        arriveFrom: 'blown',
        limits: {
          ...ADMIN_LIMITS,
          triage: null,
          sign: RESPONSE_LIMITS.sign,
          arrive: example(4, 'work_hour'),
          handle: borrowed(1, 'work_day', '参照扬州广陵：当日办结，按 1 个工作日计'),
          business: borrowed(3, 'work_day', '参照扬州广陵：平均 2 至 3 天'),
        },
        quorum: NO_EXTRA_PARTICIPANTS,
        upgradesTo: 'complex',
      },
      {
        id: 'complex',
        name: { zh: '复杂事项哨', en: 'complex matter' },
        description: '涉及多个部门、当日办不完的事项。',
        origin: 'borrowed',
        source: GUANGLING,
        approvers: STREET_LEADERSHIP,
        emergency: null,
        triage: true,
        arriveFrom: 'signed',
        limits: {
          ...ADMIN_LIMITS,
          ...RESPONSE_LIMITS,
          arrive: example(2, 'work_day'),
          handle: borrowed(10, 'work_day', GUANGLING),
          business: borrowed(10, 'work_day', GUANGLING),
        },
        quorum: NO_EXTRA_PARTICIPANTS,
        upgradesTo: 'hard',
      },
    ],
    provenance: [
      {
        part: 'kinds',
        origin: 'borrowed',
        source: '南京市鼓楼区公开的吹哨报到做法：两类哨，1 小时签收、24 小时对接、3 或 5 个工作日报到',
        licence: '事实性内容',
        note: '秦淮区公开资料未写明时限，界面标注“参照鼓楼”。1 小时和 24 小时是否含夜间未见公开，按连续计。',
      },
      {
        part: 'ladder',
        origin: 'invented',
        source: '按各地催办、督办、约谈的通行做法编列',
        licence: 'MIT',
        note: '层级与倍数须由本区核定。',
      },
    ],
  };
}
