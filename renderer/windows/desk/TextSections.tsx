import type { ReactNode } from 'react';
import { shortTime } from '../../live/link/cityTime.ts';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import type { SectionProps } from './sectionProps.ts';

/** A text of the case; nothing when it has none. */
export function TextSection({ title, text }: { title: string; text: string | null }): ReactNode {
  if (text === null || text.trim() === '') return null;
  return (
    <section className={detailStyles['section']}>
      <h3>{title}</h3>
      <p className={detailStyles['text']}>{text}</p>
    </section>
  );
}

/** All instants of the case, and how the upstream wrote them. */
export function TimesSection({ row, now, zone, words }: SectionProps): ReactNode {
  const times = [
    [words.requestedAt, row.requestedAt],
    [words.updatedAt, row.updatedAt],
    [words.closedAt, row.closedAt],
    [words.firstSeen, row.firstSeenAt],
    [words.lastSeen, row.lastSeenAt],
  ] as const;
  const original = Object.entries(row.originalTimes);
  return (
    <section className={detailStyles['section']}>
      <h3>{words.times}</h3>
      {row.goneAt === null ? null : (
        <p className={detailStyles['note']}>{words.gone(shortTime(row.goneAt, zone, now))}</p>
      )}
      <dl className={detailStyles['facts']}>
        {times.map(([word, at]) =>
          at === null ? null : (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{shortTime(at, zone, now)}</dd>
            </div>
          ),
        )}
        {original.length === 0 ? null : (
          <div>
            <dt>{words.originalTimes}</dt>
            <dd>
              {original.map(([field, text]) => (
                <span key={field} className={detailStyles['original']}>
                  <span className={styles['q-dim']}>{field}</span> {text}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
