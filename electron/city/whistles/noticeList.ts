import type { Operator, Role } from '../../../shared/contract/people.ts';
import type { WhistleEvent, WhistleEventData } from '../../../shared/contract/whistleEvents.ts';
import type { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { ClockKind, type Words } from '../../../shared/contract/whistles.ts';
import { words } from '../../../shared/whistle/refuse.ts';
import { DEPARTMENT, LEADERS, STREET } from '../../../shared/whistle/rights.ts';
import { CLOCK_WORDS, LEVEL_WORDS } from '../../../shared/whistle/words.ts';
import type { JournalTable } from '../store/journalTable.ts';
import type { NoticeReader } from '../store/noticeTable.ts';
import { summoned } from './notices.ts';

type Notices = JournalTable['notices'];

/** Notices for an operator as any of the readers, newest first. */
export function listNotices(
  notices: Notices,
  readers: readonly Operator[],
  asked: { before?: number | undefined; waiting?: boolean | undefined; limit: number },
): NoticePage {
  const reader = readers.map(readerOf);
  const before = asked.before ?? Number.MAX_SAFE_INTEGER;
  const rows = notices.list(reader, before, asked.waiting ?? false, asked.limit + 1);
  const items = rows.slice(0, asked.limit).map(({ event, recipient, ...row }) => {
    const parsed: WhistleEvent = JSON.parse(event);
    return { ...row, type: parsed.type, what: whatOf(parsed, recipient) };
  });
  const last = items.at(-1);
  const next = rows.length > asked.limit && last !== undefined ? last.id : null;
  return { items, next, waiting: notices.waiting(reader) };
}

/** Those of these notices that are the readers' and nobody has been shown. */
export function unseenNotices(
  notices: Notices,
  readers: readonly Operator[],
  ids: readonly number[],
): { id: number; whistle: string }[] {
  return notices.unseen(readers.map(readerOf), ids);
}

/** Marks notices as shown to the operator at `at` (UTC ms); returns how many of theirs nobody has been shown yet. */
export function showNotices(
  notices: Notices,
  readers: readonly Operator[],
  ids: readonly number[],
  at: number,
): number {
  const reader = readers.map(readerOf);
  notices.show(reader, ids, at);
  return notices.waiting(reader);
}

/** Notices of an organisation go to all its people; those of a role tied to a place only to the people of that place. */
function readerOf({ org, roles, streets }: Operator): NoticeReader {
  const recipient = (role: Role) => `role:${role}`;
  const linked = (role: Role) => LEADERS.includes(role) && (role !== 'vice-district' || streets.length > 0);
  const onStreet = roles.filter((role) => STREET.includes(role) || linked(role));
  const onOwn = roles.filter((role) => DEPARTMENT.includes(role));
  const anywhere = roles.filter((role) => !onStreet.includes(role) && !onOwn.includes(role));
  return {
    org,
    recipients: [`org:${org}`, ...anywhere.map(recipient)],
    onStreets: { recipients: onStreet.map(recipient), streets: streets.length > 0 ? streets : [org] },
    onSummoned: onOwn.map(recipient),
  };
}

const CALLED = words('有新的哨送达，请应哨', 'a new whistle calls for you');

const JOINED = words(
  '列为联合街道：请跟进，反馈后一并现场确认',
  'you are the second street: follow it, and confirm on site too',
);

function whatOf(event: WhistleEvent, recipient: string): Words {
  if (event.backEntry !== undefined)
    return recipient === `org:${event.backEntry.confirmedBy.org}`
      ? words(
          '有补录指认本单位人员为确认人，请其本人核对并确认',
          'a back-entry names one of yours as its confirmer, who has to confirm it in person',
        )
      : words('有一项补录，请核对实际时间', 'something was entered afterwards: check its time');
  switch (event.type) {
    case 'blown':
    case 'objection-upheld':
      return event.type === 'blown' && !event.data.summons.some((seed) => summoned(seed) === recipient)
        ? JOINED
        : CALLED;
    case 'street-joined':
      return JOINED;
    case 'all-submitted':
      return words(
        '部门已反馈，请两街道现场核查并确认',
        'results are in: both streets check on site and confirm',
      );
    case 'street-confirmed':
      return words('两街道之一已确认，另一街道待确认', 'one of the two streets has confirmed');
    case 'confirmed':
      return words(
        '吹哨街道已说明理由，不待本街道确认即办结确认',
        'the street that blew confirmed without you, and said why',
      );
    case 'lead-changed': {
      const { created } = event.data;
      return created !== null && summoned(created) === recipient
        ? CALLED
        : words('主责单位已变更，请核对本单位的任务', 'the lead department has changed: check your own part');
    }
    case 'withdrawn':
      return words('街道已撤哨，无须再到场', 'the street withdrew the whistle: no need to come');
    case 'merged':
      return words('已并入另一哨，请按该哨到场办理', 'merged into another whistle: report for that one');
    case 'absorbed':
      return words('另一哨并入本哨，案件有增加', 'another whistle was merged into this one, with its cases');
    case 'suspended':
      return words('已挂账，计时暂停', 'suspended: the clocks stand still');
    case 'resumed':
      return words('挂账结束，计时恢复', 'resumed: the clocks run again');
    case 'reminded': {
      const clock = clockWords(event.data.clock);
      const share = Math.round(event.data.mark * 100);
      return words(`“${clock.zh}”时限已用 ${share}%`, `${share} % of the time for ${clock.en} is used`);
    }
    case 'expired': {
      const { zh, en } = CLOCK_WORDS[event.data.kind];
      return event.data.mark > 1
        ? words(`“${zh}”超期后仍未办理`, `${en} is long overdue`)
        : words(`“${zh}”已超期`, `${en} is overdue`);
    }
    case 'escalated': {
      const { zh, en } = LEVEL_WORDS[event.data.to];
      return words(`升级：${zh}`, `escalated: ${en}`);
    }
    case 'approved':
      return words(
        '已登记一项电话批准，请批准的领导本人补签或不认可',
        'an approval by telephone was recorded: its leader has to confirm or disown it',
      );
    case 'approval-disowned':
      return words(
        '领导不认可所登记的电话批准，请核查',
        'a leader disowns a recorded approval: look into it',
      );
    case 'back-entry-confirmed':
      return words('补录已由所指认的确认人本人确认', 'the person named has confirmed a back-entry');
    case 'back-entry-disowned':
      return words('所指认的确认人不认可补录，请核查', 'the person named disowns a back-entry: look into it');
    case 'appealed':
      return words('部门对超期提出申诉，待初审', 'a department appeals against a mark: first review due');
    case 'exemption-proposed':
      return words('区中心提请豁免一项超期，待复审', 'the centre proposes an exemption: second review due');
    case 'appeal-withdrawn':
      return words('申诉已撤回', 'the appeal was withdrawn');
    case 'appeal-ended':
      return words('超期已撤回或不计，无须再申诉', 'the mark no longer counts: the appeal is at an end');
    case 'appeal-reviewed':
      return reviewedWords(event.data);
    case 'transferred': {
      const { name, to } = event.data;
      return recipient === `org:${to}`
        ? words(
            `${name}已撤并，本哨由本单位承接，计时不中断`,
            `${name} is gone: its part is yours, and its clocks run on`,
          )
        : words(`${name}已撤并，本哨已划转`, `${name} is gone: its part was handed over`);
    }
    case 'rejudged':
      return rejudgedWords(event.data, recipient);
    default:
      return words('有新进展', 'something new');
  }
}

function reviewedWords({ accept, next }: WhistleEventData['appeal-reviewed']): Words {
  if (next !== null)
    return words('申诉初审同意，待复审', 'first review accepts the appeal: second review due');
  return accept
    ? words(
        '复审同意豁免：该超期不计入考核，记录保留',
        'exempted: the mark stays on record and does not count',
      )
    : words('申诉未获支持，该超期照计', 'the appeal was refused: the mark counts');
}

/** `s1.arrive.0` → the words of `arrive`. */
function clockWords(clock: string): Words {
  const kind = ClockKind.safeParse(clock.split('.')[1]);
  return kind.success ? CLOCK_WORDS[kind.data] : words(clock, clock);
}

/** What a judgement means to one of those concerned: their own limits and marks, not those of others. */
function rejudgedWords(
  { moved, marks, cause }: Extract<WhistleEvent, { type: 'rejudged' }>['data'],
  recipient: string,
): Words {
  const isOwn = ({ org }: { org: string }) => recipient === `org:${org}`;
  if (cause === 'back-entry')
    return marks.some((one) => isOwn(one) && one.mark >= 1)
      ? words('经补录，原超期不再计入', 'entered afterwards: an overdue mark no longer counts')
      : words('经补录，时限已复核', 'entered afterwards: limits were checked again');
  if (cause === 'extension')
    return marks.some(isOwn)
      ? words('延期已批准，原超期不再计入', 'extension granted: an overdue mark no longer counts')
      : words('延期已批准，时限已复核', 'extension granted: limits were checked again');
  if (cause === 'resumed')
    return words(
      '恢复计时，原时限已过，自恢复时起计',
      'clocks go on: a limit passed meanwhile counts from now',
    );
  if (marks.some((one) => isOwn(one) && one.verdict !== 'moved' && one.mark >= 1))
    return words(
      '工作日历有变动，原超期不再计入',
      'the calendar has changed: an overdue mark no longer counts',
    );
  return moved.some(isOwn)
    ? words('工作日历有变动，办理时限随之变动', 'the calendar has changed, and your time limits with it')
    : words('工作日历有变动，时限已复核', 'the calendar has changed: limits were checked again');
}
