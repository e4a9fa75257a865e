import type { ReactNode } from 'react';
import type { WallMeeting } from '../../../shared/contract/meeting.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { useMeetingChanges, useWallMeeting } from '../../live/queries/meetings.ts';
import { ItemFacts, ItemSources } from './ItemFacts.tsx';
import styles from './meeting.module.css';
import { kindName, type MeetingWords, meetingWords } from './meetingWords.ts';
import { SpeakerClock } from './SpeakerClock.tsx';

/** The item on the table, beside the map of a wall: large enough for the back row, and nothing of persons. */
export function WallMeetingCard({ meeting }: { meeting: string }): ReactNode {
  const words = useWords(meetingWords);
  useMeetingChanges();
  const { data } = useWallMeeting(meeting);
  if (data === undefined)
    return (
      <section className={styles['wall-card']} data-part="m-wall">
        <p role="status">{words.notAnswered}</p>
      </section>
    );
  const { item, part, stage, speaker } = data;
  return (
    <section className={styles['wall-card']} data-part="m-wall" aria-label={data.title}>
      <header className={styles['wall-head']}>
        <span>{data.title}</span>
        <span>{stage === 'open' ? (part?.title ?? '') : words[`stage_${stage}`]}</span>
      </header>
      {item === null ? (
        <p className={styles['wall-problem']}>{part?.title ?? words.noItem}</p>
      ) : (
        <>
          <p className={styles['wall-number']}>
            <ItemSources item={item} /> <span>{item.number}</span>
          </p>
          <p className={styles['wall-problem']} data-part="m-wall-problem">
            {item.problem}
          </p>
          <ItemFacts item={item} />
        </>
      )}
      <WallDecisions shown={data} words={words} />
      {speaker === null ? null : <SpeakerClock speaker={speaker} />}
    </section>
  );
}

/** What is being written, word by word; below it what was decided. */
function WallDecisions({ shown, words }: { shown: WallMeeting; words: MeetingWords }): ReactNode {
  const { draft, decisions, item } = shown;
  const { comma, semicolon } = usePunctuation();
  const units = (lead: { name: string } | null, co: readonly { name: string }[]): string =>
    [lead === null ? '' : `${words.lead} ${lead.name}`, co.map(({ name }) => name).join(comma)]
      .filter((text) => text !== '')
      .join(semicolon);
  return (
    <div className={styles['wall-decisions']} aria-live="off">
      {draft === null || (draft.text === '' && draft.kind === null) ? null : (
        <p className={styles['wall-draft']} data-part="m-wall-draft">
          <b>
            ▷ {words.writing}
            {draft.kind === null ? '' : ` · ${kindName(words, draft.kind)}`}
          </b>{' '}
          {draft.text}
          <small>
            {[units(draft.lead, draft.co), draft.days === null ? '' : words.dueDays(draft.days)]
              .filter((text) => text !== '')
              .join(' · ')}
          </small>
        </p>
      )}
      {decisions.map(({ id, kind, text, lead, co, due, readAt, acceptance }) => (
        <p key={id} className={styles['wall-decision']} data-part="m-wall-decision">
          <b>{kindName(words, kind)}</b> {text}
          <small>
            {[units(lead, co), due === null ? '' : `${words.due} ${due.date}`, acceptance]
              .filter((part) => part !== '')
              .join(' · ')}{' '}
            {item === null ? (readAt === null ? words.notRead : words.isRead) : ''}
          </small>
        </p>
      ))}
    </div>
  );
}
