import type { Name } from './fortnightTable.ts';
import type { Command, Posts } from './support.ts';

const STREET = '320104004';
const CENTRE = '320104-ZHZX';
const dept = (serial: string) => `320104-${serial}`;
const handler = (serial: string) => ({ roles: ['dept-handler' as const], org: dept(serial) });

/** Who acts; a department's handler is called by its serial. */
export const CAST: Posts = {
  duty: { roles: ['street-duty'], org: STREET },
  leader: { roles: ['street-leader'], org: STREET },
  secretary: { roles: ['street-secretary'], org: STREET },
  director: { roles: ['street-director'], org: STREET },
  dispatch: { roles: ['district-dispatch'], org: CENTRE },
  vice: { roles: ['vice-district'], org: '320104', streets: [STREET] },
  standing: { roles: ['standing-committee'], org: '320104', streets: [STREET] },
  judge: { roles: ['supervision'], org: CENTRE },
  ...Object.fromEntries(
    ['SZS', 'JJDD', 'HBJ', 'SCJ', 'ZFDD', 'SWGS', 'XFDD', 'TXGS', 'GDGS', 'SWJ', 'ZJJ'].map((serial) => [
      serial.toLowerCase(),
      handler(serial),
    ]),
  ),
};

/** Kind, item of the lists, lead and others, and where: some ninety metres from one to the next. */
export const MATTERS: Record<
  Name,
  { kind: string; item: string; lead: string; co: string[]; place: number }
> = {
  W1: { kind: 'push', item: 'D03', lead: 'SZS', co: ['JJDD'], place: 0 },
  W2: { kind: 'hard', item: 'D03', lead: 'SZS', co: ['JJDD'], place: 1 },
  W3: { kind: 'joint', item: 'D08', lead: 'HBJ', co: ['SCJ'], place: 2 },
  W4: { kind: 'emergency', item: 'D01', lead: 'SWGS', co: ['SZS'], place: 3 },
  W5: { kind: 'simple', item: 'D11', lead: 'XFDD', co: [], place: 4 },
  W6: { kind: 'complex', item: 'D06', lead: 'TXGS', co: ['GDGS'], place: 5 },
  W7: { kind: 'push', item: 'D04', lead: 'SWJ', co: [], place: 6 },
  W8: { kind: 'push', item: 'D07', lead: 'ZJJ', co: [], place: 7 },
  W9: { kind: 'push', item: 'D05', lead: 'ZFDD', co: [], place: 8 },
  W10: { kind: 'simple', item: 'D13', lead: 'JJDD', co: [], place: 9 },
};

/** `draft` makes the whistle; `PHOTO` in a result stands for a photo that is uploaded first. */
export type Act = readonly [at: string, who: string, whistle: Name, command: Command | { type: 'draft' }];

export const PHOTO = 'photo';

const reason = '见现场记录';
const text = '已办结';
const sign = (summons: string): Command => ({ type: 'sign', summons });
const contact = (summons: string): Command => ({ type: 'contact', summons, with: '街道值守' });
const arrive = (summons: string): Command => ({ type: 'arrive', summons, method: 'clerk', who: '带队人员' });
const result = (summons: string): Command => ({ type: 'submit-result', summons, text, files: [PHOTO] });
const score = (summons: string) => ({ summons, arrival: 4, attitude: 4, effect: 4 });
const rate = (...summonses: string[]): Command => ({ type: 'rate', scores: summonses.map(score) });
const until = (local: string) => Date.parse(`2026-${local.replace(' ', 'T')}:00+08:00`);

/** What people did, in order. Local time of 2026. */
export const ACTS: readonly Act[] = [
  ['09-24 08:00', 'duty', 'W1', { type: 'draft' }],
  ['09-24 08:00', 'duty', 'W1', { type: 'submit' }],
  ['09-24 08:30', 'leader', 'W1', { type: 'approve' }],
  ['09-24 09:00', 'dispatch', 'W1', { type: 'triage-accept' }],
  ['09-24 09:20', 'szs', 'W1', sign('s1')],
  ['09-24 09:40', 'jjdd', 'W1', sign('s2')],
  ['09-24 10:00', 'szs', 'W1', contact('s1')],
  ['09-24 10:00', 'jjdd', 'W1', contact('s2')],
  ['09-24 14:00', 'duty', 'W2', { type: 'draft' }],
  ['09-24 14:00', 'duty', 'W2', { type: 'submit' }],
  ['09-24 14:30', 'secretary', 'W2', { type: 'approve' }],
  ['09-24 15:00', 'director', 'W2', { type: 'approve' }],
  ['09-24 15:20', 'dispatch', 'W2', { type: 'triage-accept' }],
  ['09-24 15:40', 'szs', 'W2', sign('s1')],
  ['09-24 16:00', 'duty', 'W5', { type: 'draft' }],
  ['09-24 16:00', 'duty', 'W5', { type: 'submit' }],
  ['09-24 16:15', 'jjdd', 'W2', sign('s2')],
  ['09-24 16:30', 'leader', 'W5', { type: 'approve' }],
  ['09-24 16:50', 'xfdd', 'W5', sign('s1')],
  ['09-24 17:00', 'szs', 'W2', contact('s1')],

  ['09-28 09:00', 'jjdd', 'W2', contact('s2')],
  ['09-28 09:00', 'xfdd', 'W5', { type: 'object', summons: 's1', reason, proposes: dept('ZFDD') }],
  ['09-28 09:00', 'duty', 'W3', { type: 'draft' }],
  ['09-28 09:00', 'duty', 'W3', { type: 'submit' }],
  ['09-28 09:10', 'duty', 'W6', { type: 'draft' }],
  ['09-28 09:10', 'duty', 'W6', { type: 'submit' }],
  ['09-28 09:30', 'leader', 'W6', { type: 'approve' }],
  ['09-28 10:00', 'duty', 'W1', arrive('s1')],
  ['09-28 10:00', 'dispatch', 'W6', { type: 'triage-accept' }],
  ['09-28 10:10', 'txgs', 'W6', sign('s1')],
  ['09-28 10:10', 'gdgs', 'W6', sign('s2')],
  ['09-28 10:20', 'txgs', 'W6', contact('s1')],
  ['09-28 10:20', 'gdgs', 'W6', contact('s2')],
  ['09-28 11:00', 'duty', 'W6', arrive('s1')],
  ['09-28 11:00', 'duty', 'W6', arrive('s2')],
  ['09-28 14:30', 'duty', 'W2', arrive('s1')],
  ['09-28 14:30', 'duty', 'W2', arrive('s2')],
  ['09-28 15:30', 'leader', 'W3', { type: 'approve' }],
  ['09-28 16:00', 'dispatch', 'W3', { type: 'triage-accept' }],
  [
    '09-28 16:00',
    'dispatch',
    'W5',
    { type: 'rule', summons: 's1', ruling: 'uphold', org: dept('ZFDD'), reason },
  ],
  ['09-28 16:20', 'hbj', 'W3', sign('s1')],
  ['09-28 16:20', 'scj', 'W3', sign('s2')],
  ['09-28 16:20', 'zfdd', 'W3', sign('s3')],
  ['09-28 16:20', 'jjdd', 'W3', sign('s4')],
  ['09-28 16:20', 'zfdd', 'W5', sign('s2')],
  ['09-28 16:40', 'hbj', 'W3', contact('s1')],
  ['09-28 16:40', 'scj', 'W3', contact('s2')],
  ['09-28 16:40', 'zfdd', 'W3', contact('s3')],
  ['09-28 16:40', 'jjdd', 'W3', contact('s4')],

  ['09-29 08:00', 'duty', 'W7', { type: 'draft' }],
  ['09-29 08:00', 'duty', 'W7', { type: 'submit' }],
  ['09-29 08:20', 'leader', 'W7', { type: 'approve' }],
  ['09-29 09:00', 'dispatch', 'W7', { type: 'triage-accept' }],
  ['09-29 09:00', 'duty', 'W1', arrive('s2')],
  ['09-29 09:05', 'swj', 'W7', sign('s1')],
  ['09-29 09:10', 'swj', 'W7', contact('s1')],
  ['09-29 09:30', 'duty', 'W7', arrive('s1')],
  ['09-29 09:30', 'duty', 'W5', arrive('s2')],
  ['09-29 10:00', 'duty', 'W3', arrive('s1')],
  ['09-29 10:00', 'duty', 'W3', arrive('s3')],
  ['09-29 14:00', 'dispatch', 'W7', { type: 'change-lead', summons: 's1', org: dept('SZS'), reason }],
  ['09-29 14:20', 'szs', 'W7', sign('s2')],
  ['09-29 14:30', 'duty', 'W9', { type: 'draft' }],
  ['09-29 14:30', 'duty', 'W9', { type: 'submit' }],
  ['09-29 15:00', 'duty', 'W7', arrive('s2')],
  ['09-29 15:00', 'leader', 'W9', { type: 'approve' }],
  ['09-29 15:00', 'duty', 'W2', arrive('s4')],
  ['09-29 15:00', 'vice', 'W6', { type: 'suspend', until: until('10-08 15:00'), condition: 'plan', reason }],
  ['09-29 16:00', 'dispatch', 'W9', { type: 'triage-accept' }],
  ['09-29 17:00', 'zfdd', 'W5', result('s2')],
  ['09-29 17:30', 'duty', 'W5', { type: 'confirm', onSite: true }],

  ['09-30 10:00', 'leader', 'W5', rate('s2')],
  ['09-30 11:00', 'duty', 'W3', arrive('s4')],
  [
    '09-30 11:00',
    'vice',
    'W7',
    { type: 'suspend', until: until('10-12 18:00'), condition: 'funding', reason },
  ],
  ['09-30 13:00', 'duty', 'W8', { type: 'draft' }],
  ['09-30 13:00', 'duty', 'W8', { type: 'submit' }],
  ['09-30 13:30', 'leader', 'W8', { type: 'approve' }],
  ['09-30 14:00', 'dispatch', 'W8', { type: 'triage-accept' }],
  ['09-30 14:10', 'zjj', 'W8', sign('s1')],
  ['09-30 15:00', 'zjj', 'W8', contact('s1')],
  ['09-30 15:00', 'scj', 'W3', { type: 'request-extension', summons: 's2', clock: 'arrive', add: 1, reason }],
  ['09-30 16:00', 'szs', 'W1', { type: 'request-extension', summons: 's1', clock: 'handle', add: 2, reason }],
  ['09-30 16:00', 'leader', 'W8', { type: 'excuse', summons: 's1', until: until('10-08 09:00'), reason }],
  ['09-30 17:00', 'dispatch', 'W3', { type: 'decide-extension', request: 'x1', grant: false, reason }],
  ['09-30 17:00', 'dispatch', 'W1', { type: 'decide-extension', request: 'x1', grant: true, reason }],

  ['10-02 21:05', 'duty', 'W4', { type: 'draft' }],
  ['10-02 21:10', 'leader', 'W4', { type: 'blow-emergency' }],
  ['10-02 21:13', 'swgs', 'W4', sign('s1')],
  ['10-02 21:30', 'duty', 'W4', arrive('s1')],
  ['10-02 22:00', 'duty', 'W4', arrive('s2')],
  ['10-02 22:30', 'secretary', 'W4', { type: 'approve' }],
  ['10-05 08:30', 'swgs', 'W4', result('s1')],
  ['10-05 09:30', 'duty', 'W4', { type: 'confirm', onSite: true }],

  ['10-08 08:30', 'zfdd', 'W9', sign('s1')],
  ['10-08 10:00', 'judge', 'W5', { type: 'reopen', cause: 'unresolved', reason }],
  ['10-09 08:00', 'zfdd', 'W9', contact('s1')],
  ['10-09 09:00', 'vice', 'W7', { type: 'resume', reason }],
  ['10-09 09:00', 'duty', 'W3', arrive('s2')],
  ['10-09 10:00', 'hbj', 'W3', result('s1')],
  ['10-09 11:00', 'zfdd', 'W5', result('s2')],
  ['10-09 14:00', 'duty', 'W9', arrive('s1')],
  ['10-09 15:00', 'director', 'W4', rate('s1', 's2')],
  ['10-09 15:00', 'vice', 'W9', { type: 'deescalate', to: 2, reason }],
  ['10-09 16:00', 'duty', 'W5', { type: 'confirm', onSite: true }],

  ['10-10 09:00', 'zfdd', 'W9', result('s1')],
  ['10-10 10:00', 'duty', 'W10', { type: 'draft' }],
  ['10-10 10:00', 'duty', 'W10', { type: 'submit' }],
  ['10-10 11:00', 'leader', 'W10', { type: 'approve' }],
  ['10-10 11:50', 'jjdd', 'W10', sign('s1')],
  ['10-10 16:00', 'duty', 'W9', { type: 'rework', summons: ['s1'], reason }],
  ['10-10 16:30', 'duty', 'W10', arrive('s1')],

  ['10-12 09:00', 'duty', 'W2', arrive('s3')],
  ['10-12 09:00', 'leader', 'W5', rate('s2')],
  ['10-12 09:00', 'zfdd', 'W9', result('s1')],
  ['10-12 10:00', 'duty', 'W8', arrive('s1')],
  ['10-12 10:30', 'judge', 'W3', { type: 'confirm', onSite: true }],
  ['10-12 11:00', 'leader', 'W3', rate('s1', 's2', 's3', 's4')],
  ['10-12 11:00', 'szs', 'W1', result('s1')],
];
