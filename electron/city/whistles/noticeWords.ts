import type { WhistleEvent, WhistleEventData } from '../../../shared/contract/whistleEvents.ts';
import { ClockKind, type Words } from '../../../shared/contract/whistles.ts';
import { sentErrorText } from '../../../shared/errors/errorText.ts';
import { ACTION_WORDS } from '../../../shared/outbox/words.ts';
import { words } from '../../../shared/whistle/refuse.ts';
import { CLOCK_WORDS, LEVEL_WORDS } from '../../../shared/whistle/words.ts';
import type { OutboxNotice } from '../store/outboxNotice.ts';
import { summoned } from './notices.ts';

const CALLED = words('有新的哨送达，请应哨', 'a new whistle calls for you');

const JOINED = words(
  '列为联合街道：请跟进，反馈后一并现场确认',
  'you are the second street: follow it, and confirm on site too',
);

/** What a notice says to its recipient (`org:CODE`, `role:ROLE`). */
export function noticeWords(event: WhistleEvent, recipient: string): Words {
  if (event.backEntry !== undefined)
    return recipient === `org:${event.backEntry.confirmedBy.org}`
      ? words(
          '有补录指认本单位人员为确认人，请其本人核对并确认',
          'a back-entry names one of yours as its confirmer, who has to confirm it in person',
        )
      : words('有一项补录，请核对实际时间', 'something was entered afterwards: check its time');
  switch (event.type) {
    case 'blown':
      return event.data.summons.some((seed) => summoned(seed) === recipient) ? CALLED : JOINED;
    case 'objection-upheld': {
      const { created } = event.data;
      return created !== null && summoned(created) === recipient
        ? CALLED
        : words('异议成立，任务已调整，请核对', 'the objection was upheld: check your part');
    }
    case 'objection-overruled':
      return words('异议不成立，请到场办理', 'the objection was overruled: report and act');
    case 'declined':
      return event.data.post
        ? words('事后补批未获同意', 'the approval afterwards was refused')
        : words('审签退回，请修改后重新提交', 'sent back by its approver: revise and submit it again');
    case 'triage-rejected':
      return words('研判结果为不予吹哨，请查看理由', 'refused at triage: see why');
    case 'extension-decided':
      return event.data.grant
        ? words('延期已批准', 'the extension is granted')
        : words('延期未获批准，原时限照计', 'the extension is refused: the limit stands');
    case 'leave-allowed':
      return words('街道已准予离场', 'the street lets you leave');
    case 'excused':
      return words('到场已准予改期', 'you may come later');
    case 'reworked':
      return words('核查未通过，退回返工', 'not accepted: sent back for rework');
    case 'reopened':
      return words('已重开，办理继续', 'reopened: the work goes on');
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
      return words(
        '已并入另一哨，请按该哨到场办理；未批的延期须在该哨另行申请',
        'merged into another whistle: report for that one, and ask there again for time not granted yet',
      );
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

/** What a notice says of messages that the upstream refused, or of which nobody knows whether it has them (回传). */
export function outboxWords({ failed }: OutboxNotice): Words {
  const zh = failed.map(({ action, state, error }) => {
    const what = state === 'refused' ? '被上游拒收' : '不确定上游是否收到';
    return `${ACTION_WORDS[action].zh}${what}（${sentErrorText(error, 'zh')}）`;
  });
  const en = failed.map(({ action, state, error }) => {
    const what =
      state === 'refused' ? 'was refused by the upstream' : 'may or may not have reached the upstream';
    return `${ACTION_WORDS[action].en} ${what} (${sentErrorText(error, 'en')})`;
  });
  return words(
    `回传失败：${zh.join('；')}。请重试、改后重发、登记已送达或放弃`,
    `Not told: ${en.join('; ')}. Retry, change and resend, mark as delivered, or discard`,
  );
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
