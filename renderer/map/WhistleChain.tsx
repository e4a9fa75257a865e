import type { ReactNode } from 'react';
import type { WallStep, WallWhistle } from '../../shared/contract/wallWhistles.ts';
import { LEVEL_WORDS, ROLE_WORDS } from '../../shared/whistle/words.ts';
import { useWords } from '../base/words.ts';
import type { Names } from '../ui/names.ts';
import whistleStyles from './whistles.module.css';
import { type WhistleMapWords, whistleMapWords } from './whistleWords.ts';

/** As many steps as a card holds without scrolling on most screens; the whole log is on the board. */
const MOST = 8;

type Props = { view: WallWhistle; names: Names; time: (at: number) => string };

/** What happened to a whistle, newest first: who blew, who came, where it climbed the ladder. */
export function WhistleChain({ view, names, time }: Props): ReactNode {
  const words = useWords(whistleMapWords);
  const steps = view.steps.slice(-MOST).reverse();
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
            {step.onBehalf === null ? '' : `（${words.onBehalf}）`}
          </span>
        </li>
      ))}
      {earlier > 0 ? <li className={whistleStyles['whistle-dim']}>{words.earlier(earlier)}</li> : null}
    </ol>
  );
}

/** The word of a step; a newer service may know steps that this window does not. */
function stepWord(words: WhistleMapWords, type: string): string {
  const found = Object.entries(words).find(([key]) => key === `step_${type}`)?.[1];
  return typeof found === 'string' ? found : type;
}
