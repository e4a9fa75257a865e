import type { DocumentRequest } from '../../shared/document/request.ts';

type Input<K extends DocumentRequest['kind']> = Extract<DocumentRequest, { kind: K }>['input'];

const SNAPSHOT = '7d'.repeat(32);
const common = (id: string) => ({
  ...{ id, isSample: true, note: null },
  marks: { copy: null, secrecy: null, urgency: null },
  source: { snapshot: SNAPSHOT, asOf: '2026-08-31 18:00' },
  signature: null,
  imprint: null,
});
const imprint = {
  copies: ['样例区委办公室', '样例区人大常委会办公室', '样例区政协办公室', '各街道', '区各有关部门'],
  office: '样例区指挥中心办公室',
  date: '2026-08-06',
};
const value = (text: string) => ({ kind: 'value' as const, value: text });

/** All names are invented and say 样例; numbers are those of domain-2.md §1.6 E2 and E3, moved to another month. */
export const MINUTES: Input<'minutes'> = {
  ...common('JY-2026-081'),
  imprint,
  mark: '样例区调度会纪要',
  issue: 81,
  office: '样例区指挥中心办公室',
  date: '2026-08-06',
  title: ['样例区社会治理综合指挥', '第八十一次调度会纪要'],
  from: '2026-08-05 19:00',
  to: '20:40',
  place: '样例区指挥中心一号会议室',
  chair: { post: '副区长', name: '样例甲' },
  items: [
    {
      title: '关于样例路夜间占道经营反复问题',
      summary:
        '会议听取了样例街道关于样例路夜间占道经营整治情况的汇报。该点位本月第三次进会，投诉人电话13900001111已回访，仍表示不满意。',
      decisions: [
        {
          order: '样督〔2026〕112号',
          what: '在样例路样例桥至样例巷一段设置夜间值守，引导摊贩进入便民疏导点。',
          owner: '样例区城管局',
          coOwners: ['样例街道', '样例区市场监管局'],
          due: '2026-08-25',
          acceptance: '连续十四日夜间巡查无占道经营，12345同类诉求降为零',
        },
        {
          order: '样督〔2026〕113号',
          what: '提出便民疏导点扩容方案，报区政府审定。',
          owner: '样例街道',
          coOwners: [],
          due: '2026-08-20',
          acceptance: '方案经区政府批准并公示',
        },
      ],
    },
    {
      title: '关于样例小区二次供水泵房噪声权责',
      summary: '会议认为，该事项四个部门先后退单，权责应予明确。',
      decisions: [
        {
          order: '样督〔2026〕114号',
          what: '明确由区住建局主责，限期更换减振垫并复测噪声。',
          owner: '样例区住建局',
          coOwners: ['样例区生态环境局'],
          due: '2026-08-25',
          acceptance: '夜间噪声复测不高于45分贝，附检测报告',
        },
      ],
    },
  ],
  present: [
    { unit: '样例区政府办', people: ['样例乙'] },
    { unit: '样例区城管局', people: ['样例丙', '样例丁'] },
    { unit: '样例区住建局', people: ['样例戊'] },
    { unit: '样例街道', people: ['样例己'] },
  ],
  leave: [{ unit: '样例区水务局', people: ['样例庚'], reason: '参加市防汛会议，已委托样例辛参会' }],
  observers: [{ unit: '样例区人大代表', people: ['样例壬'] }],
};

export const ORDER: Input<'order'> = {
  ...common('DB-2026-112'),
  marks: { copy: null, secrecy: null, urgency: '加急' },
  imprint,
  signature: { office: '样例区指挥中心办公室', date: '2026-08-06', isSealed: true },
  mark: '样例区指挥中心督办单',
  number: '样督〔2026〕112号',
  origin: 'meeting',
  meeting: '第八十一次调度会',
  matter: '样例路夜间占道经营反复问题',
  content: '在样例路样例桥至样例巷一段设置夜间值守，引导摊贩进入便民疏导点，并对三次以上违规者依法处置。',
  instructedBy: '副区长 样例甲',
  publishedOn: '2026-08-06',
  leader: '样例区城管局局长 样例丙',
  coLeaders: ['样例街道办事处主任 样例己'],
  attachments: ['现场照片2张', '12345工单摘要'],
  due: '2026-08-25',
  acceptance: '连续十四日夜间巡查无占道经营，同类诉求降为零',
  feedback: 'periodic',
  feedbackCycle: '每周五',
  leadUnit: '样例区城管局',
  coUnits: ['样例街道', '样例区市场监管局'],
  contact: { name: '样例癸', phone: '0000-6000112', officeNet: '60112' },
  feedbacks: [
    {
      unit: '样例区城管局',
      date: '2026-08-14',
      content: '已设夜间值守岗两处，疏导摊贩11户。',
      attachments: ['照片'],
    },
  ],
};

const unit = (
  name: string,
  score: string | null,
  before: string | null,
  due: number,
  onTime: number,
  granted = 0,
) => ({
  ...{ name, due, onTime: { fact: onTime - granted, granted } },
  score: score === null ? ({ kind: 'no-data' } as const) : value(score),
  before: before === null ? null : value(before),
});
export const GROUPS: Input<'ranking'>['groups'] = [
  {
    name: '样例建成区组',
    units: [
      unit('样例东城区', '96.66', '93.46', 3120, 2890, 4),
      unit('样例示范区', '90.66', '88', 2410, 2077),
      unit('样例魏都区', '85.15', '82.94', 2980, 2310, 1),
      unit('样例开发区', '76.1', '82.72', 1890, 1220),
      unit('样例建安区', '84.52', '75.07', 2040, 1533),
    ],
  },
  {
    name: '样例县（市）组',
    units: [
      unit('样例长葛市', '99.7', '99.1', 910, 902),
      unit('样例襄城县', '99.42', '99.5', 860, 851),
      unit('样例鄢陵县', '98.5', '97', 367, 355),
      unit('样例禹州市', null, '96', 0, 0),
    ],
  },
];

export const RANKING: Input<'ranking'> = {
  ...common('PM-2026-08'),
  signature: { office: '样例市指挥中心', date: '2026-09-02', isSealed: false },
  title: ['样例市数字化城市管理', '单位考评'],
  period: '2026-08',
  ties: 'competition',
  groups: GROUPS,
};

export const BULLETIN: Input<'bulletin'> = {
  ...common('TB-2026-08'),
  marks: { copy: '000012', secrecy: null, urgency: null },
  imprint: { ...imprint, date: '2026-09-02' },
  signature: { office: '样例市城市管理委员会办公室', date: '2026-09-02', isSealed: true },
  mark: '样例市城市管理委员会办公室文件',
  number: '样管办〔2026〕35号',
  system: '样例市数字化城市管理系统',
  period: '2026-08',
  addressees: '各县（市、区）人民政府（管委会），市直有关单位',
  basis: ['《样例市数字化城市管理考评办法》（样政办〔2017〕1号）'],
  ties: 'competition',
  groups: GROUPS,
  now: { filed: 15102, due: 14577, closed: 12418, closedOnTime: 10775 },
  periodBefore: { filed: 14788, due: 14220, closed: 12015, closedOnTime: 10600 },
  yearBefore: { filed: 15933, due: 15610, closed: 13440, closedOnTime: 11020 },
  overdueAt: [
    { name: '样例开发区', count: 812 },
    { name: '样例魏都区', count: 655 },
    { name: '样例建安区', count: 471 },
    { name: '样例示范区', count: 221 },
  ],
  events: [
    { name: '暴露垃圾', count: 4210 },
    { name: '占道经营', count: 2877 },
    { name: '非法小广告', count: 1960 },
    { name: '道路破损', count: 640 },
  ],
  components: [
    { name: '井盖', count: 310 },
    { name: '路灯', count: 288 },
    { name: '垃圾箱', count: 190 },
    { name: '行道树', count: 122 },
  ],
  next: [
    '压实责任。各单位对遗留超期案件逐件建账，9月15日前办结。',
    '突出重点。对暴露垃圾、占道经营两类问题开展专项行动。',
  ],
};

export const REGISTER: Input<'register'> = {
  ...common('TZ-2026'),
  title: '样例区调度会督办台账',
  period: '2026',
  entries: Array.from({ length: 9 }, (_, i) => ({
    number: `样督〔2026〕${112 + i}号`,
    openedOn: '2026-08-05',
    origin: '会议' as const,
    meeting: '第81次',
    matter: '样例路夜间占道经营反复问题，投诉人电话13900001111',
    acceptance: '连续十四日夜间巡查无占道经营，同类诉求降为零',
    owner: '样例区城管局',
    coOwners: ['样例街道'],
    leader: '样例丙',
    officer: { name: '样例癸', phone: '0000-6000112' },
    handedOn: '2026-08-06',
    due: '2026-08-25',
    cycle: '每周五',
    lastFeedback: { date: '2026-08-14', summary: '已设夜间值守岗两处' },
    state: i % 2 === 0 ? '办理中' : '已销号',
    extensions: i % 3,
    urgings: i % 2,
    doneOn: i % 2 === 0 ? null : '2026-08-21',
    checked: i % 2 === 0 ? { by: '', date: null } : { by: '样例甲', date: '2026-08-22' },
    struckOn: i % 2 === 0 ? null : '2026-08-24',
    lookedBack: { date: null, result: '' },
    archive: '',
  })),
};

export const TASKS: Input<'tasks'> = {
  ...common('QD-2026-08'),
  title: ['样例区夜间占道经营', '专项行动任务清单'],
  period: '2026',
  tasks: ['设置夜间值守', '便民疏导点扩容', '开展联合执法', '公示举报渠道'].map((task, i) => ({
    order: i === 3 ? null : `样督〔2026〕${112 + i}号`,
    task: `${task}，覆盖样例路、样例巷等重点路段`,
    measure: '每周通报一次进展，验收由监督评价科负责',
    owner: '样例区城管局',
    coOwners: i === 0 ? ['样例街道'] : [],
    leader: '样例丙',
    due: '2026-08-25',
  })),
};

export const SAMPLES: DocumentRequest[] = [
  { kind: 'minutes', input: MINUTES },
  { kind: 'order', input: ORDER },
  { kind: 'bulletin', input: BULLETIN },
  { kind: 'ranking', input: RANKING },
  { kind: 'register', input: REGISTER },
  { kind: 'tasks', input: TASKS },
];
