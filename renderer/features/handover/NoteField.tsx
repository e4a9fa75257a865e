import { type ReactNode, useState } from 'react';
import type { Handover, NoteHeading } from '../../../shared/contract/handover.ts';
import { writeNote } from '../../live/queries/handover.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { attempt } from './attempt.ts';
import type { TextContext } from './factText.ts';
import styles from './handover.module.css';
import { leftAfter, TypedNote } from './typedNote.ts';

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
  // Null until something is typed: what another window writes is shown meanwhile.
  const kept = useKeptState<TypedNote | null>({
    form: `note:${handover.id}:${heading}`,
    first: null,
    schema: TypedNote.nullable(),
  });
  const [saved, setSaved] = useState(false);
  const typed = kept.values?.text ?? text;
  const save = async (): Promise<void> => {
    if (kept.values === null) return;
    // What was typed at an earlier opening was typed over what stood there then, and nobody has seen both.
    const was = kept.restoredAt === null ? text : kept.values.was;
    const change = { heading, text: typed.trim(), was };
    const passed =
      typed.trim() === text || (await attempt(writeNote(operator, handover.id, change), props.onError));
    if (passed) {
      let left: TypedNote | null = null;
      kept.change((held) => {
        left = leftAfter(held, typed, change.text);
        return left ?? held;
      });
      if (left === null) kept.forget();
    }
    setSaved(passed && change.text !== text);
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
          kept.change(() => ({ text: next, was: kept.values?.was ?? text }));
          setSaved(false);
        }}
        onBlur={() => void save()}
      />
      <KeptNote at={kept.restoredAt} onDiscard={kept.forget} />
      <small role="status">{saved ? `✓ ${words.saved}` : words.noteHint}</small>
    </div>
  );
}
