import type { WhistleEvent } from '../../../../shared/contract/whistleEvents.ts';
import { fileNameFor } from '../../../../shared/evidence/fileName.ts';
import { kindOfType } from '../../../../shared/evidence/kinds.ts';
import { CLOCK_WORDS, ROLE_WORDS } from '../../../../shared/whistle/words.ts';
import { appealText } from './appealText.ts';
import { ladderText } from './ladderText.ts';
import { type LogTools, phrasesIn } from './logTools.ts';
import { unitText } from './unitText.ts';

/** What happened, in one line (每一步). Clear without the rule table beside it. */
export function logText(event: WhistleEvent, tools: LogTools): string {
  const { who, org, person, time, language } = tools;
  const { pick, because, marks } = phrasesIn(language);
  switch (event.type) {
    case 'drafted':
      return pick(`拟哨「${event.data.draft.subject}」`, `drafted “${event.data.draft.subject}”`);
    case 'revised':
      return pick('修改拟哨', 'revised the draft');
    case 'submitted':
      return (
        pick('提交审签', 'submitted') +
        (event.data.ownListReason === null
          ? ''
          : pick(
              `（本级可办，仍须吹哨：${event.data.ownListReason}）`,
              ` (own matter: ${event.data.ownListReason})`,
            ))
      );
    case 'approval-confirmed':
      return pick('补签电话批准', 'confirmed the approval given by telephone');
    case 'approval-disowned':
      return (
        pick('不认可所登记的电话批准', 'disowned the approval by telephone') + because(event.data.reason)
      );
    case 'back-entry-confirmed':
      return pick(
        `本人确认第 ${event.data.entry} 条的补录`,
        `confirmed the back-entry of line ${event.data.entry}`,
      );
    case 'back-entry-disowned':
      return (
        pick(`不认可第 ${event.data.entry} 条的补录`, `disowned the back-entry of line ${event.data.entry}`) +
        because(event.data.reason)
      );
    case 'approved':
      if (event.data.phone !== undefined) {
        const { leader, role, at, note } = event.data.phone;
        const who = `${ROLE_WORDS[role][language]} ${person(leader)} ${time(at)}`;
        return pick(
          `登记电话批准：${who}，待补签${note === '' ? '' : `；${note}`}`,
          `recorded an approval by telephone: ${who}, to be confirmed${note === '' ? '' : `; ${note}`}`,
        );
      }
      return event.data.post
        ? pick('事后补批同意', 'approved afterwards')
        : event.data.complete
          ? pick('审签同意，审签完成', 'approved, complete')
          : pick('审签同意，还须他人审签', 'approved, others still have to');
    case 'declined':
      return pick('退回', 'declined') + because(event.data.reason);
    case 'blown': {
      const names = event.data.summons
        .map((seed) => (seed.role === null ? org(seed.org) : ROLE_WORDS[seed.role][language]))
        .join(marks.comma);
      return event.data.by === 'emergency'
        ? pick(`应急吹哨 → ${names}`, `blown at once → ${names}`)
        : pick(`吹哨 → ${names}`, `blown → ${names}`);
    }
    case 'triage-rejected':
      return pick('不予吹哨', 'rejected') + because(event.data.reason);
    case 'signed':
      return pick(`${who(event.data.summons)} 签收`, `${who(event.data.summons)} signed`);
    case 'contacted':
      return (
        pick(
          `${who(event.data.summons)} 与 ${event.data.with} 对接`,
          `${who(event.data.summons)} contacted ${event.data.with}`,
        ) + because(event.data.note)
      );
    case 'objected':
      return (
        pick(
          `${who(event.data.summons)} 提出异议，建议由 ${org(event.data.proposes)} 负责`,
          `${who(event.data.summons)} objected, proposes ${org(event.data.proposes)}`,
        ) + because(event.data.reason)
      );
    case 'objection-upheld': {
      const next =
        event.data.created === null
          ? ''
          : pick(`，改派 ${org(event.data.created.org)}`, `, now ${org(event.data.created.org)}`);
      return (
        pick(`${who(event.data.summons)} 异议成立`, `objection of ${who(event.data.summons)} upheld`) +
        next +
        because(event.data.reason)
      );
    }
    case 'objection-overruled':
      return (
        pick(`${who(event.data.summons)} 异议不成立`, `objection of ${who(event.data.summons)} overruled`) +
        because(event.data.reason)
      );
    case 'arrived': {
      const { method, who: checkedIn, late, distance } = event.data;
      const how = {
        gps: pick('定位', 'position'),
        qr: pick('扫码', 'code'),
        clerk: pick('街道登记', 'recorded by the street'),
        record: pick('本方记录', 'own record'),
      }[method];
      const far =
        distance === null ? '' : pick(`，距 ${Math.round(distance)} 米`, `, ${Math.round(distance)} m away`);
      return (
        pick(`${who(event.data.summons)} 报到`, `${who(event.data.summons)} arrived`) +
        (late ? pick('（迟到）', ' (late)') : '') +
        pick(
          `（${how}${far}${checkedIn === null ? '' : `，${checkedIn}`}）`,
          ` (${how}${far}${checkedIn === null ? '' : `, ${checkedIn}`})`,
        )
      );
    }
    case 'assembled':
      return pick('集结到位，转入处置', 'assembled; handling begins');
    case 'left':
      return (
        pick(`${who(event.data.summons)} 离场`, `${who(event.data.summons)} left`) +
        (event.data.substitute === null
          ? ''
          : pick(`，由 ${event.data.substitute} 接替`, `, replaced by ${event.data.substitute}`))
      );
    case 'street-joined':
      return (
        pick(`联合街道：${org(event.data.street)}`, `second street: ${org(event.data.street)}`) +
        because(event.data.reason)
      );
    case 'street-confirmed':
      return (
        pick(`${org(event.data.street)} 现场核查并确认`, `${org(event.data.street)} confirmed on site`) +
        because(event.data.note)
      );
    case 'outside-called': {
      const { name, person, at, answer, waiting } = event.data;
      const said = answer === null ? pick('未答复', 'no answer') : answer;
      const rest = waiting ? pick('；仍待对方', '; still waiting') : '';
      return `${pick(`联系邻区 ${name}`, `called ${name} next door`)}${marks.open}${person} ${time(at)}${marks.close}${marks.colon}${said}${rest}`;
    }
    case 'transferred': {
      const { name, to, reason } = event.data;
      return pick(`划转：${name} → ${org(to)}`, `handed over: ${name} → ${org(to)}`) + because(reason);
    }
    case 'leave-allowed':
      return (
        pick(`放行 ${who(event.data.summons)}`, `released ${who(event.data.summons)}`) +
        because(event.data.reason)
      );
    case 'extension-requested':
      return (
        pick(
          `${who(event.data.summons)} 申请「${CLOCK_WORDS[event.data.clock].zh}」延期 ${event.data.add} ${unitText(event.data.unit, 'zh')}`,
          `${who(event.data.summons)} asks for ${event.data.add} ${unitText(event.data.unit, 'en')} more (${CLOCK_WORDS[event.data.clock].en})`,
        ) + because(event.data.reason)
      );
    case 'extension-decided':
      return (
        (event.data.grant ? pick('同意延期', 'extension granted') : pick('不同意延期', 'extension refused')) +
        because(event.data.reason)
      );
    case 'lead-changed': {
      const next = event.data.created?.org ?? null;
      return (
        pick(`变更主责：${who(event.data.summons)}`, `lead changed: ${who(event.data.summons)}`) +
        (next === null
          ? event.data.promoted === null
            ? ''
            : ` → ${who(event.data.promoted)}`
          : ` → ${org(next)}`) +
        because(event.data.reason)
      );
    }
    case 'excused':
      return (
        pick(
          `准予 ${who(event.data.summons)} 改期至 ${time(event.data.until)}`,
          `${who(event.data.summons)} may come until ${time(event.data.until)}`,
        ) + because(event.data.reason)
      );
    case 'suspended':
      return (
        pick(`挂账至 ${time(event.data.until)}`, `suspended until ${time(event.data.until)}`) +
        because(event.data.reason)
      );
    case 'resumed':
      return (
        (event.data.auto
          ? pick('挂账到期，自动恢复', 'resumed at the end date')
          : pick('恢复办理', 'resumed')) + because(event.data.reason)
      );
    case 'result-submitted':
      return pick(
        `${who(event.data.summons)} 反馈结果：${event.data.text}`,
        `${who(event.data.summons)} handed in: ${event.data.text}`,
      );
    case 'all-submitted':
      return pick('主责单位均已反馈，待街道确认', 'all leads handed in');
    case 'confirmed':
      return (
        (event.data.bySilence
          ? pick('街道逾期未确认，由区确认', 'confirmed for the silent street')
          : event.data.onSite
            ? pick('现场核查后确认', 'confirmed after a check on site')
            : pick('确认', 'confirmed')) + because(event.data.note)
      );
    case 'reworked':
      return (
        pick('返工', 'rework') +
        marks.colon +
        event.data.summons.map(who).join(marks.comma) +
        because(event.data.reason)
      );
    case 'rated':
      return (
        pick('评价', 'rated') +
        marks.colon +
        event.data.scores
          .map(
            ({ summons, arrival, attitude, effect }) =>
              `${who(summons)} ${pick(`到场${arrival} 态度${attitude} 效果${effect}`, `arrival ${arrival}, attitude ${attitude}, effect ${effect}`)}`,
          )
          .join(marks.semicolon)
      );
    case 'closed':
      return pick('销号', 'closed');
    case 'reopened':
      return pick('重开', 'reopened') + because(event.data.reason);
    case 'withdrawn':
      return pick('撤哨', 'withdrawn') + because(event.data.reason);
    case 'merged':
      return pick('并入另一个哨', 'merged into another whistle') + because(event.data.reason);
    case 'absorbed':
      return pick(
        `并入一个哨，带来 ${event.data.cases.length} 件案件`,
        `absorbed a whistle with ${event.data.cases.length} cases`,
      );
    case 'reblown':
      return pick('就同一事项再次吹哨', 'blown again');
    case 'reminded':
    case 'expired':
    case 'no-show':
    case 'escalated':
    case 'deescalated':
    case 'rules-kept':
    case 'rejudged':
    case 'listed':
      return ladderText(event, tools);
    case 'appealed':
    case 'exemption-proposed':
    case 'appeal-withdrawn':
    case 'appeal-reviewed':
    case 'appeal-ended':
    case 'mark-exempted':
      return appealText(event, tools);
    case 'noted':
      return pick(`备注：${event.data.text}`, `note: ${event.data.text}`);
    case 'attached': {
      // By the ending of what it is, as where it is downloaded: the name it came with may pretend to be something else.
      const name = fileNameFor(event.data.file.name, kindOfType(event.data.file.mediaType));
      return pick(`附件：${name}`, `attached ${name}`);
    }
  }
}
