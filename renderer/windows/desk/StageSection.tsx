import type { ReactNode } from 'react';
import { shortTime } from '../../live/link/cityTime.ts';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import type { SectionProps } from './sectionProps.ts';
import { stageLine } from './stageLine.ts';

const SHAPES = { done: '✓', now: '●', ahead: '○' } as const;

/** The stages as a line (办理阶段); says so where the upstream gives none. */
export function StageSection({ row, now, zone, words }: SectionProps): ReactNode {
  const steps = stageLine(row);
  return (
    <section className={detailStyles['section']}>
      <h3>{words.stages}</h3>
      {steps === null ? (
        <p className={styles['q-dim']}>{words.noStage}</p>
      ) : (
        <ol className={detailStyles['stages']}>
          {steps.map((step) => (
            <li
              key={step.stage}
              data-step={step.state}
              aria-current={step.state === 'now' ? 'step' : undefined}
            >
              <span aria-hidden="true">{SHAPES[step.state]}</span>
              <b>{words[`stage_${step.stage}`]}</b>
              <time>{step.at === null ? '' : shortTime(step.at, zone, now)}</time>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
