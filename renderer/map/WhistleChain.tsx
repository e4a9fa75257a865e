import type { ReactNode } from 'react';
import type { WallStep, WallWhistle } from '../../shared/contract/wallWhistles.ts';
import { LEVEL_WORDS, ROLE_WORDS } from '../../shared/whistle/words.ts';
import { PUNCTUATION } from '../base/punctuation.ts';
import { useWords } from '../base/words.ts';
import type { Names } from '../ui/names.ts';
import whistleStyles from './whistles.module.css';
import { type WhistleMapWords, whistleMapWords } from './whistleWords.ts';

/** As many steps as fit a card without scrolling on most screens; the board shows the whole log. */
const MAX_STEPS = 8;

type Props = { view: WallWhistle; names: Names; time: (at: number) => string };

/** The steps of a whistle, newest first: blown, arrivals, escalations. */
export function WhistleChain({ view, names, time }: Props): ReactNode {
  const words = useWords(whistleMapWords);
  const steps = view.steps.slice(-MAX_STEPS).reverse();
  const earlier = view.steps.length - steps.length;
  const leaders = new Map(
    view.children.map((child) => [
      child.id,
      child.role === null ? names.org(child.org) : ROLE_WORDS[child.role][names.language],
    ]),
  );
  const who = (step: WallStep): string => {
    if (step.summons !== null) return leaders.get(step.summons) ?? '';
    return step.org === null ? words.clock : names.org(step.org);
  };
  return (
    <ol className={whistleStyles['whistle-chain']}>
      {steps.map((step) => (
        <li key={step.seq} data-type={step.type}>
          <time>{time(step.at)}</time>
          <span>
            {who(step)} {stepWord(words, step.type)}
            {step.level === null
              ? ''
              : ` ${words.level(step.level)} ${LEVEL_WORDS[step.level][names.language]}`}
            {step.onBehalf === null
              ? ''
              : `${PUNCTUATION[names.language].open}${words.onBehalf}${PUNCTUATION[names.language].close}`}
          </span>
        </li>
      ))}
      {earlier > 0 ? <li className={whistleStyles['whistle-dim']}>{words.earlier(earlier)}</li> : null}
    </ol>
  );
}

/** The text of a step; a newer service may send steps unknown to this window. */
function stepWord(words: WhistleMapWords, type: string): string {
  const found = Object.entries(words).find(([key]) => key === `step_${type}`)?.[1];
  return typeof found === 'string' ? found : type;
}
