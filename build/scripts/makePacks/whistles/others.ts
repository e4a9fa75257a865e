import type { WhistleKind } from '../../../../shared/contract/whistleKind.ts';
import type { WhistlePreset } from '../../../../shared/pack/whistles.ts';
import {
  ADMIN_LIMITS,
  BOTH_HEADS,
  borrowed,
  COMMON,
  EMERGENCY,
  example,
  NO_EXTRA_PARTICIPANTS,
  STREET_LEADERSHIP,
} from './parts.ts';

const GULOU = '参照鼓楼，本地时限未见公开';
const BORROWED_TIMES: WhistleKind['limits'] = {
  ...ADMIN_LIMITS,
  sign: borrowed(1, 'urgent_hour', GULOU),
  contact: borrowed(24, 'urgent_hour', GULOU),
  arrive: borrowed(3, 'work_day', GULOU),
  handle: borrowed(10, 'work_day', '参照扬州广陵：复杂事项不超过 10 个工作日'),
  business: example(20, 'work_day'),
};

type KindFields = Pick<WhistleKind, 'id' | 'name' | 'description' | 'source'> &
  Partial<Pick<WhistleKind, 'approvers' | 'limits' | 'quorum' | 'upgradesTo'>>;

/** A kind with the city's own name and borrowed time limits. */
function kind(fields: KindFields): WhistleKind {
  return {
    origin: 'borrowed',
    approvers: STREET_LEADERSHIP,
    emergency: null,
    triage: true,
    arriveFrom: 'signed',
    limits: BORROWED_TIMES,
    quorum: NO_EXTRA_PARTICIPANTS,
    upgradesTo: null,
    ...fields,
  };
}

const facts = (part: string, source: string, note: string): WhistlePreset['provenance'][number] => ({
  part,
  origin: 'borrowed',
  source,
  licence: '事实性内容',
  note,
});

/** Beijing-Dongcheng: three kinds; each whistle is rated (一哨一考核), and the ratings are about a third of a department's score. */
export function dongchengPreset(team: string[]): WhistlePreset {
  const source = '北京市公开的三种吹哨情形：重点工作、综合执法、应急处置';
  return {
    ...COMMON,
    id: 'beijing-dongcheng',
    name: { zh: '北京东城做法', en: 'Beijing-Dongcheng' },
    kinds: [
      kind({
        id: 'push',
        name: { zh: '重点工作哨', en: 'key-work whistle' },
        description: '群众反映突出、街道不能单独解决的事项。',
        source,
      }),
      kind({
        id: 'joint',
        name: { zh: '综合执法哨', en: 'joint enforcement whistle' },
        description: '街道没有执法权的综合执法事项。',
        source,
        quorum: { leaders: [], team: { fixed: team, others: 1 } },
      }),
      {
        id: 'emergency',
        name: { zh: '应急处置哨', en: 'emergency whistle' },
        description: '管道破裂、道路塌陷、停水停电等。',
        origin: 'borrowed',
        source: `${source}；30 分钟到场参照平谷`,
        ...EMERGENCY,
      },
    ],
    ratingWeight: { share: 1 / 3, origin: 'published', source: '东城区：吹哨评价约占部门绩效三分之一' },
    provenance: [
      facts('kinds', source, '时限未见公开，参照鼓楼与平谷。'),
      facts('ratingWeight', '公开报道：一哨一考核、一件一考核', '约三分之一，具体以本区办法为准。'),
    ],
  };
}

/** Kunming-Guandu: three levels; each is blown by the party secretary and handled by the level above. */
export function guanduPreset(): WhistlePreset {
  const source = '昆明市官渡区公开做法：社区哨、街道哨、区级哨，书记吹哨，一哨一考核、一环节一考核';
  return {
    ...COMMON,
    id: 'kunming-guandu',
    name: { zh: '昆明官渡三级哨', en: 'Kunming-Guandu, three levels' },
    kinds: [
      kind({
        id: 'community',
        name: { zh: '社区哨', en: 'community whistle' },
        description: '社区党组织书记吹哨，街道层面应哨；由街道班子成员代为审签。',
        source,
        upgradesTo: 'street',
      }),
      kind({
        id: 'street',
        name: { zh: '街道哨', en: 'street whistle' },
        description: '街道工委书记吹哨，区级部门应哨。',
        source,
        approvers: [['street-secretary']],
        upgradesTo: 'district',
      }),
      kind({
        id: 'district',
        name: { zh: '区级哨', en: 'district whistle' },
        description: '街道解决不了、须区领导统筹的事项；分管副区长到场。',
        source,
        approvers: BOTH_HEADS,
        limits: { ...BORROWED_TIMES, arrive: borrowed(5, 'work_day', GULOU) },
        quorum: { leaders: ['vice-district'], team: null },
      }),
    ],
    provenance: [facts('kinds', source, '时限未见公开，参照鼓楼；分管副区长到场为示例。')],
  };
}

/** Nantong-Chongchuan: routine, key and difficult whistles, each upgraded to the next (哨声升级). */
export function chongchuanPreset(): WhistlePreset {
  const source =
    '南通市崇川区公开做法：常规哨（社区）、重点哨（街道）、疑难哨（区），哨声升级，6 类 36 项清单';
  return {
    ...COMMON,
    id: 'nantong-chongchuan',
    name: { zh: '南通崇川三级哨', en: 'Nantong-Chongchuan, three levels' },
    kinds: [
      kind({
        id: 'routine',
        name: { zh: '常规哨', en: 'routine whistle' },
        description: '社区层面的日常事项。',
        source,
        upgradesTo: 'key',
      }),
      kind({
        id: 'key',
        name: { zh: '重点哨', en: 'key whistle' },
        description: '街道层面协调的事项。',
        source,
        approvers: [['street-secretary', 'street-director']],
        upgradesTo: 'difficult',
      }),
      kind({
        id: 'difficult',
        name: { zh: '疑难哨', en: 'difficult whistle' },
        description: '须区级协调的疑难事项；分管副区长到场。',
        source,
        approvers: BOTH_HEADS,
        limits: { ...BORROWED_TIMES, arrive: borrowed(5, 'work_day', GULOU) },
        quorum: { leaders: ['vice-district'], team: null },
      }),
    ],
    provenance: [facts('kinds', source, '36 项清单与时限未见公开，时限参照鼓楼；分管副区长到场为示例。')],
  };
}
