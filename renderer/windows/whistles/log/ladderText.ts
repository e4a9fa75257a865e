import type { Role } from '../../../../shared/contract/people.ts';
import type { WhistleEvent } from '../../../../shared/contract/whistleEvents.ts';
import { CLOCK_WORDS, LEVEL_WORDS, ROLE_WORDS } from '../../../../shared/whistle/words.ts';
import { type LogTools, phrasesIn } from './logTools.ts';

type LadderEvent = Extract<
  WhistleEvent,
  {
    type:
      | 'reminded'
      | 'expired'
      | 'no-show'
      | 'escalated'
      | 'deescalated'
      | 'rules-kept'
      | 'rejudged'
      | 'listed';
  }
>;

/** What clocks, levels and another calendar did to a whistle. */
export function ladderText(event: LadderEvent, tools: LogTools): string {
  const { who, org, language } = tools;
  const { pick, because } = phrasesIn(language);
  switch (event.type) {
    case 'reminded':
      return pick(
        `催办 ${org(event.data.org)}（时限已用 ${Math.round(event.data.mark * 100)}%）`,
        `reminded ${org(event.data.org)} at ${Math.round(event.data.mark * 100)} %`,
      );
    case 'expired':
      if (event.data.kind === 'rung')
        return pick('升级后本级逾期仍未办理', 'still not done when the time of this level ran out');
      return (
        pick(
          `${org(event.data.org)}「${CLOCK_WORDS[event.data.kind].zh}」超时`,
          `${org(event.data.org)}: ${CLOCK_WORDS[event.data.kind].en} overdue`,
        ) + (event.data.card ? pick('，黄牌', ', yellow card') : '')
      );
    case 'no-show':
      return pick(`${who(event.data.summons)} 未按时到场`, `${who(event.data.summons)} did not show`);
    case 'escalated':
    case 'deescalated':
      return (
        pick(
          `${event.type === 'escalated' ? '升级' : '降级'} L${event.data.from} → L${event.data.to} ${LEVEL_WORDS[event.data.to].zh}`,
          `level L${event.data.from} → L${event.data.to} ${LEVEL_WORDS[event.data.to].en}`,
        ) +
        because(event.data.reason) +
        (event.type === 'escalated' ? vacancyText(event.data, language) : '')
      );
    case 'rules-kept':
      return pick(
        `城市包更新：本哨沿用原规则（${event.data.pack.version} 版）`,
        `the pack was updated: this whistle keeps its rules (version ${event.data.pack.version})`,
      );
    case 'rejudged':
      return rejudgedText(event.data, tools);
    case 'listed':
      return pick('列入调度会/联席会议', 'listed for the meeting');
  }
}

/** «（分管副区长无人，改报值班长）»; empty where every role that is told is held. */
function vacancyText(
  { notify, vacant = [] }: Extract<WhistleEvent, { type: 'escalated' }>['data'],
  language: LogTools['language'],
): string {
  if (vacant.length === 0) return '';
  const { marks, pick } = phrasesIn(language);
  const { comma, semicolon, open, close } = marks;
  const named = (roles: readonly Role[]) => roles.map((role) => ROLE_WORDS[role][language]).join(comma);
  const told = notify.filter((role) => !vacant.includes(role));
  const nobody = pick(`${named(vacant)}此角色无人`, `nobody holds: ${named(vacant)}`);
  const instead = pick(`报${named(told)}`, `told: ${named(told)}`);
  return `${open}${told.length === 0 ? nobody : `${nobody}${semicolon}${instead}`}${close}`;
}

/** Which deadlines another calendar moved, and which marks no longer count. */
function rejudgedText(
  { moved, marks, cause }: Extract<WhistleEvent, { type: 'rejudged' }>['data'],
  { language, org, time }: LogTools,
): string {
  const { pick, marks: signs } = phrasesIn(language);
  const none = pick('无法计算', 'unknown');
  const at = (due: number | null): string => (due === null ? none : time(due));
  const limits = moved.map((one) => {
    const from =
      one.notBefore === null
        ? ''
        : pick(`，自 ${time(one.notBefore)} 起计`, `, counted from ${time(one.notBefore)}`);
    const what = `${org(one.org)} ${CLOCK_WORDS[one.kind][language]}`;
    // Clocks that began by a back-entry, or rested, had no deadline before. From when it counts matters only where it had
    // passed by then.
    if (cause === 'back-entry' || cause === 'resumed')
      return `${what} ${pick('截至', 'due')} ${at(one.dueAt)}${(one.dueAt ?? 0) < (one.notBefore ?? 0) ? from : ''}`;
    return `${what} ${at(one.before)} → ${at(one.dueAt)}${from}`;
  });
  const verdicts = marks.flatMap((one) => {
    if (one.mark < 1 || one.kind === null) return [];
    const what = `${org(one.org)} ${CLOCK_WORDS[one.kind][language]}`;
    if (one.verdict === 'moved')
      return pick(
        `${what} 超时改自 ${time(one.dueAt)} 起`,
        `${what}: overdue from ${time(one.dueAt)} instead`,
      );
    return one.verdict === 'exempt'
      ? pick(`${what} 曾超时，不计`, `${what}: was marked overdue, does not count`)
      : pick(`${what} 超时撤回，时限为 ${time(one.dueAt)}`, `${what}: not overdue before ${time(one.dueAt)}`);
  });
  // The deadline, and half as much again, of one clock read the same.
  const all = [...new Set([...limits, ...verdicts])];
  const { colon, semicolon } = signs;
  const head = {
    'back-entry': pick('补录后复核', 'checked again after the back-entry'),
    extension: pick('延期批准后复核', 'checked again after the extension'),
    resumed: pick('恢复计时后复核', 'checked again when clocks went on'),
    calendar: pick('工作日历变动，时限复核', 'calendar changed, limits checked again'),
  }[cause ?? 'calendar'];
  return all.length === 0 ? head : `${head}${colon}${all.join(semicolon)}`;
}
