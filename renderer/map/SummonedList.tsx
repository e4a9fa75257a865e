import type { ReactNode } from 'react';
import type { WallSummons } from '../../shared/contract/wallWhistles.ts';
import { PART_WORDS, ROLE_WORDS, SUMMONS_WORDS } from '../../shared/whistle/words.ts';
import { useWords } from '../base/words.ts';
import type { Names } from '../ui/names.ts';
import whistleStyles from './whistles.module.css';
import { whistleMapWords } from './whistleWords.ts';

type Props = { called: readonly WallSummons[]; names: Names; time: (at: number) => string };

/** Who was called, and how far each has come: a tick for who is there, a cross for who should be and is not. */
export function SummonedList({ called, names, time }: Props): ReactNode {
  const words = useWords(whistleMapWords);
  const { language } = names;
  return (
    <ul className={whistleStyles['whistle-called']}>
      {called.map((child) => {
        const arrived = child.arrivedAt !== null;
        const missing = child.noShow && !arrived;
        const released = child.stage === 'released' || child.stage === 'replaced';
        return (
          <li key={child.id} data-state={missing ? 'missing' : arrived ? 'come' : released ? 'gone' : 'out'}>
            <i aria-hidden="true">{missing ? '×' : arrived ? '✓' : released ? '–' : '○'}</i>
            <span>
              {child.role === null ? names.org(child.org) : ROLE_WORDS[child.role][language]}
              <small>{PART_WORDS[child.part][language]}</small>
            </span>
            <span className={whistleStyles['whistle-how']}>
              {SUMMONS_WORDS[child.stage][language]} {time(lastStepAt(child))}
              {missing ? <b>{words.noShow}</b> : null}
              {child.late && arrived ? <b>{words.late}</b> : null}
              {child.objection !== null && child.objection.ruling === 'overruled' ? (
                <em>{words.overruled}</em>
              ) : null}
              {child.onBehalf > 0 ? <em>{words.onBehalf}</em> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** When it made its last step. */
function lastStepAt(child: WallSummons): number {
  const times = [
    child.notifiedAt,
    child.signedAt,
    child.contactedAt,
    child.arrivedAt,
    child.submittedAt,
    child.objection?.at ?? null,
  ];
  return Math.max(...times.map((at) => at ?? 0));
}
