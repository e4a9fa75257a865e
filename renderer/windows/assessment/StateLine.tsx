import type { ReactNode } from 'react';
import type { AssessmentTables } from '../../../shared/contract/assessment.ts';
import type { PublicationDetail } from '../../../shared/contract/assessmentPublication.ts';
import { useZone } from '../../live/link/clock.ts';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './assessment.module.css';
import { momentText, periodText } from './periods.ts';
import type { AssessmentWords } from './words.ts';

type Props = {
  tables: AssessmentTables;
  /** Null: the figures are as they are now. */
  publication: PublicationDetail | null;
  onProcess: () => void;
  words: AssessmentWords;
};

/** What the figures are: live, a draft list or published; as of when, from which snapshot, and what they are compared with. */
export function StateLine({ tables, publication, onProcess, words }: Props): ReactNode {
  const zone = useZone();
  const stage = publication?.stage ?? 'live';
  const cutOff = momentText(tables.period.asOf, zone);
  const hash = publication?.snapshot.content ?? '';
  return (
    <p className={styles['state']} data-part="assessment-state" data-stage={stage}>
      <b className={styles['stage']}>{words[`state_${stage}`]}</b>
      <b>{periodText(tables.period, zone)}</b>
      <span title={hash}>
        {publication === null ? words.liveNote(cutOff) : words.frozenNote(cutOff, hash.slice(0, 12))}
      </span>
      {publication === null || publication.corrections.length === 0 ? null : (
        <b>{words.corrected(publication.corrections.length)}</b>
      )}
      {publication === null ? null : <Button onPress={onProcess}>{words.process}</Button>}
      <span className={styles['dim']}>
        {words.comparedWith(periodText(tables.previous, zone), periodText(tables.lastYear, zone))}
      </span>
    </p>
  );
}
