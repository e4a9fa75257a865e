import type { ReactNode } from 'react';
import { Label, Text } from 'react-aria-components';
import { Kbd } from '../Kbd.tsx';
import { classes } from './classes.ts';
import styles from './Field.module.css';

/** What every field says of itself. */
export type FieldTexts = {
  label: string;
  /** `hidden`: only read aloud, for a field whose place says what it is. */
  labelPlace?: 'above' | 'beside' | 'hidden';
  /** The key that acts on it, beside the label. */
  kbd?: string;
  /** What to type, under the field. */
  hint?: string;
  /** What is wrong, in place of the hint; empty: it only looks wrong, the words stand elsewhere. Null: nothing is. */
  problem?: string | null;
  /** `data-focus` of the control: the name by which a part of the window moves the focus to it. */
  focusName?: string;
  /** `data-part`: a name for tests, and for the styles of what is around it. */
  part?: string;
  /** Places the field in what is around it. */
  className?: string | undefined;
};

/** The properties of React Aria's field components that follow from the texts. */
export function fieldProps(texts: FieldTexts): {
  className: string;
  isInvalid: boolean;
  'aria-label'?: string;
  'data-part'?: string;
} {
  const { label, labelPlace = 'above', problem = null } = texts;
  return {
    className: classes(styles['field'], labelPlace === 'beside' ? styles['beside'] : '', texts.className),
    isInvalid: problem !== null,
    ...(labelPlace === 'hidden' ? { 'aria-label': label } : {}),
    ...(texts.part === undefined ? {} : { 'data-part': texts.part }),
  };
}

/** The name above and the hint or problem below the control in `children`; inside one of React Aria's fields. */
export function FieldParts({ texts, children }: { texts: FieldTexts; children: ReactNode }): ReactNode {
  const { label, labelPlace, hint = '', problem = null } = texts;
  const wrong = problem !== null && problem !== '';
  return (
    <>
      {labelPlace === 'hidden' ? null : (
        <Label className={styles['label'] ?? ''}>
          {label}
          {texts.kbd === undefined ? null : <Kbd keys={texts.kbd} />}
        </Label>
      )}
      {children}
      {wrong ? (
        <Text slot="errorMessage" role="alert" className={classes(styles['hint'], styles['problem'])}>
          {problem}
        </Text>
      ) : hint === '' ? null : (
        <Text slot="description" className={styles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
    </>
  );
}
