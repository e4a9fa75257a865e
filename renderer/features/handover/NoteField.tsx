import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Handover, NoteHeading } from '../../../shared/contract/handover.ts';
import { writeNote } from '../../live/queries/handover.ts';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { attempt } from './attempt.ts';
import type { TextContext } from './factText.ts';
import styles from './handover.module.css';

/** The note under one heading. Leaving the field saves it; what another window wrote is not overwritten. */
export function NoteField(props: {
  heading: NoteHeading;
  text: string;
  handover: Handover;
  operator: string;
  onError: (error: unknown) => void;
  context: TextContext;
}): ReactNode {
  const { heading, text, handover, operator, context } = props;
  const { words } = context;
  const [typed, setTyped] = useState(text);
  /** The text that typing began from. */
  const startText = useRef(text);
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    // A text from another window replaces this one as long as nothing was typed here.
    setTyped((before) => (before === startText.current ? text : before));
    startText.current = text;
  }, [text]);
  const save = async (): Promise<void> => {
    if (typed.trim() === startText.current) return;
    const change = { heading, text: typed.trim(), was: startText.current };
    setSaved(await attempt(writeNote(operator, handover.id, change), props.onError));
  };
  return (
    <div className={styles['note']}>
      <h3>{words.note(words[`heading_${heading}`])}</h3>
      <TextArea
        label={words.note(words[`heading_${heading}`])}
        labelPlace="hidden"
        focusName="note"
        rows={6}
        maxLength={2000}
        value={typed}
        onChange={(next) => {
          setTyped(next);
          setSaved(false);
        }}
        onBlur={() => void save()}
      />
      <small role="status">{saved ? `✓ ${words.saved}` : words.noteHint}</small>
    </div>
  );
}
