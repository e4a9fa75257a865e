import type { ReactNode } from 'react';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import type { SectionProps } from './sectionProps.ts';

/** What the latest import of the case left out or corrected of its row; nothing where there is none. */
export function ImportNotesSection({ row, now, zone, words }: SectionProps): ReactNode {
  const sentText = useSentErrorText();
  if (row.importNotes === undefined) return null;
  const { file, at, notes } = row.importNotes;
  return (
    <section className={detailStyles['section']} data-part="case-import-notes">
      <h3>{words.importNotes}</h3>
      <p className={styles['q-dim']}>
        {file} · {shortTime(at, zone, now)}
      </p>
      {notes.map((note) => (
        <p key={`${note.code} ${note.message}`} className={detailStyles['note']}>
          <span aria-hidden="true">◆</span> {sentText(note)}
        </p>
      ))}
    </section>
  );
}
