import type { WhistleEvent } from '../../../../shared/contract/whistleEvents.ts';
import { GROUND_WORDS } from '../../../../shared/whistle/words.ts';
import { type LogTools, phrasesIn } from './logTools.ts';

type AppealEvent = Extract<
  WhistleEvent,
  {
    type:
      | 'appealed'
      | 'exemption-proposed'
      | 'appeal-withdrawn'
      | 'appeal-reviewed'
      | 'appeal-ended'
      | 'mark-exempted';
  }
>;

/** Steps of an appeal (申诉) or an exemption (豁免). */
export function appealText(event: AppealEvent, { language, who }: LogTools): string {
  const { pick, because, marks } = phrasesIn(language);
  switch (event.type) {
    case 'appealed':
    case 'exemption-proposed': {
      const { summons, ground, reason } = event.data;
      const why = `${GROUND_WORDS[ground][language]}${marks.semicolon}${reason}`;
      return event.type === 'appealed'
        ? pick(`${who(summons)} 申诉：${why}`, `${who(summons)} appeals: ${why}`)
        : pick(`提请豁免 ${who(summons)} 的超期：${why}`, `exemption proposed for ${who(summons)}: ${why}`);
    }
    case 'appeal-withdrawn':
      return (
        pick(`${who(event.data.summons)} 撤回申诉`, `${who(event.data.summons)} withdrew the appeal`) +
        because(event.data.reason)
      );
    case 'appeal-reviewed': {
      const { summons, step, accept, reason } = event.data;
      const verdict = accept ? pick('同意', 'accepted') : pick('不予支持', 'refused');
      return (
        pick(
          `${who(summons)} 申诉${step === 'first' ? '初审' : '复审'}：${verdict}`,
          `appeal of ${who(summons)}, ${step} review: ${verdict}`,
        ) + because(reason)
      );
    }
    case 'appeal-ended':
      return event.data.why === 'exempt'
        ? pick(
            `${who(event.data.summons)} 的超期已不计，无需申诉`,
            `the mark of ${who(event.data.summons)} does not count: no appeal needed`,
          )
        : pick(
            `${who(event.data.summons)} 的超期已撤回，无需申诉`,
            `the mark of ${who(event.data.summons)} was taken back: no appeal needed`,
          );
    case 'mark-exempted':
      return pick(
        `${who(event.data.summons)} 曾超时，已豁免，不计入考核`,
        `${who(event.data.summons)}: was overdue, exempted, does not count`,
      );
  }
}
