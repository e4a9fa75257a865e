import type { ReactNode } from 'react';
import type { WhistleGroup, WhistleTone } from './whistleMarks.ts';
import { INNER, SHAPE_BOX, SHAPES } from './whistleShapes.ts';
import whistleStyles from './whistles.module.css';

/** The shape of a group as on the map; `tone` null takes the colour of the text around. */
export function WhistleShape({ group, tone }: { group: WhistleGroup; tone: WhistleTone | null }): ReactNode {
  const inner = INNER[group];
  return (
    <svg
      className={whistleStyles['whistle-shape']}
      data-tone={tone ?? undefined}
      viewBox={`0 0 ${SHAPE_BOX} ${SHAPE_BOX}`}
      aria-hidden="true"
    >
      <path d={SHAPES[group]} fill="currentColor" fillRule="evenodd" />
      {inner === null ? null : (
        <path className={whistleStyles['whistle-inner']} d={inner} fill="none" strokeWidth="3.4" />
      )}
    </svg>
  );
}
