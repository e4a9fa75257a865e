import type { ReactNode } from 'react';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

/** A numbered step of a wizard; ticked when its work is done. */
export function WizardStep(props: {
  number: number;
  title: string;
  done: boolean;
  words: ConnWords;
  children: ReactNode;
}): ReactNode {
  return (
    <section className={wizardStyles['wizard-step']} data-done={props.done} aria-label={props.title}>
      <h2>
        <span className={wizardStyles['wizard-number']} aria-hidden="true">
          {props.done ? '✓' : props.number}
        </span>
        {props.title}
      </h2>
      <div className={wizardStyles['wizard-body']}>{props.children}</div>
    </section>
  );
}
