import type { MeetingItem } from '../contract/orders.ts';
import type { Words } from '../contract/whistles.ts';
import type { OrderEvent, OrderMark } from './events.ts';

/** The name of an organisation. */
export type NameOf = (org: string) => string;
type Said = { text: Words; note: string; evidence: readonly string[] };

/** What an event says in the log of an order (办理过程), and the free words with it. */
export function saidOf(event: OrderEvent, nameOf: NameOf): Said {
  switch (event.type) {
    case 'registered':
      return say('立项登记', 'registered');
    case 'revised':
      return say('修改督办单', 'revised');
    case 'assigned':
      return say(
        `交办，${event.clock.due} 前办结（${event.clock.source}）`,
        `assigned, to be done by ${event.clock.due}`,
      );
    case 'signed':
      return say(`${nameOf(event.org)}签收`, `signed for by ${nameOf(event.org)}`);
    case 'feedback':
      return say(`${nameOf(event.org)}反馈`, `feedback of ${nameOf(event.org)}`, event.text, event.evidence);
    case 'extension-asked':
      return say(`申请延期至 ${event.until}`, `asks for an extension until ${event.until}`, event.reason);
    case 'extension-granted':
      return say(
        `批准延期，改为 ${event.clock.due} 前办结`,
        `extension granted: to be done by ${event.clock.due}`,
        event.note,
      );
    case 'extension-refused':
      return say('不同意延期，原时限照计', 'extension refused: the limit stands', event.reason);
    case 'closing-asked':
      return say('申请办结，提请核查', 'asks for the closing', event.result, event.evidence);
    case 'check-passed':
      return say(
        event.onSite ? '现场核查通过' : '核查通过',
        event.onSite ? 'check on site passed' : 'check passed',
        event.opinion,
        event.evidence,
      );
    case 'check-refused':
      return say(
        `${event.onSite ? '现场核查' : '核查'}未通过，退回续办，${event.clock.due} 前办结`,
        `check not passed: sent back, to be done by ${event.clock.due}`,
        event.opinion,
        event.evidence,
      );
    case 'closed':
      return say('销号', 'closed', event.archive);
    case 'urged':
      return say('催办', 'urged', event.text);
    case 'rung':
      return { text: RUNG_WORDS[event.mark.rung], note: '', evidence: [] };
    case 'feedback-missed':
      return say('到期没有反馈', 'the feedback did not come');
    case 'lead-changed':
      return say(
        `变更主责：主办${nameOf(event.lead)}${meetingText(event.meeting).zh}，计时照旧`,
        `lead changed to ${nameOf(event.lead)}${meetingText(event.meeting).en}; the clock goes on`,
        event.reason,
      );
    case 'suspended':
      return say(`挂账至 ${event.until}，计时暂停`, `suspended until ${event.until}`, event.reason);
    case 'resumed':
      return say(
        `恢复办理，${event.clock.due} 前办结`,
        `goes on, to be done by ${event.clock.due}`,
        event.reason ?? '',
      );
    case 'carried':
      return say(
        `未完成，在${meetingName(event.meeting)}转结`,
        `carried at ${meetingName(event.meeting)}`,
        event.note,
      );
    case 'escalated':
      return say(`第 ${event.carries} 次转结，升级`, `carried ${event.carries} times: it climbs`);
    case 'rechecked':
      return say(
        event.held ? '回头看：未反弹' : '回头看：反弹',
        event.held ? 'looked at again: it holds' : 'looked at again: it rebounded',
        event.opinion,
        event.evidence,
      );
    case 'rebounded':
      return say(
        `原编号重新办理，加倍计，${event.clock.due} 前办结`,
        `opened again under its number, counting double, to be done by ${event.clock.due}`,
      );
    case 'cancelled':
      return say('撤销', 'cancelled', event.reason);
    case 'rejudged':
      return say(
        `工作日历有变，时限重算为 ${event.clock.due}${event.exempt.length > 0 ? `，${event.exempt.length} 次不计` : ''}`,
        `the working calendar has changed: to be done by ${event.clock.due}${event.exempt.length > 0 ? `; ${event.exempt.length} do not count` : ''}`,
      );
  }
}

const RUNG_WORDS: Readonly<Record<OrderMark['rung'], Words>> = {
  0: { zh: '', en: '' },
  1: { zh: '逾期次日，书面催办并抄送责任领导', en: 'overdue: urged in writing, with a copy to the leader' },
  2: {
    zh: '催办后仍未办结，发督查催办通知并通报',
    en: 'still open: a notice of supervision, told in public',
  },
  3: { zh: '仍未办结，现场督办或报领导', en: 'still open: on site, or to the leaders' },
};

function say(zh: string, en: string, note = '', evidence: readonly string[] = []): Said {
  return { text: { zh, en }, note, evidence };
}

/** `周三调度会〔2026〕12`. */
export function meetingName({ series, year, number }: Omit<MeetingItem, 'item'>): string {
  return `${series}〔${year}〕${number}`;
}

function meetingText(meeting: MeetingItem | null): Words {
  if (meeting === null) return { zh: '', en: '' };
  return { zh: `（${meetingName(meeting)}议定）`, en: ` (decided at ${meetingName(meeting)})` };
}
