import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Handover, NoteHeading } from '../../../shared/contract/handover.ts';
import { writeNote } from '../../live/queries/handover.ts';
import { tried } from './attempt.ts';
import type { Telling } from './factText.ts';

/** What is written by hand under one heading. Leaving the field saves; what another window wrote is not lost. */
export function NoteField(props: {
  heading: NoteHeading;
  text: string;
  handover: Handover;
  operator: string;
  onTrouble: (trouble: string | null) => void;
  telling: Telling;
}): ReactNode {
  const { heading, text, handover, operator, telling } = props;
  const { words } = telling;
  const [typed, setTyped] = useState(text);
  /** The text that typing began from. */
  const was = useRef(text);
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    // Another window's words come in as long as nothing was typed here.
    setTyped((before) => (before === was.current ? text : before));
    was.current = text;
  }, [text]);
  const save = async (): Promise<void> => {
    if (typed.trim() === was.current) return;
    const change = { heading, text: typed.trim(), was: was.current };
    setSaved(await tried(writeNote(operator, handover.id, change), props.onTrouble));
  };
  return (
    <div className="handover-note">
      <label htmlFor="handover-note">
        <h3>{words.note(words[`heading_${heading}`])}</h3>
      </label>
      <textarea
        id="handover-note"
        data-focus="note"
        rows={6}
        maxLength={2000}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setSaved(false);
        }}
        onBlur={() => void save()}
      />
      <small role="status">{saved ? `✓ ${words.saved}` : words.noteHint}</small>
    </div>
  );
}
