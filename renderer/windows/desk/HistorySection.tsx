import type { ReactNode } from 'react';
import { usePrefs } from '../../base/prefs.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import { changeText, FIELD_WORDS } from './historyText.ts';
import type { SectionProps } from './sectionProps.ts';

/** What changed when, newest first (变更记录). */
export function HistorySection({ row, now, zone, words }: SectionProps): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const kinds = {
    'first-seen': words.history_first,
    changed: words.history_changed,
    gone: words.history_gone,
    returned: words.history_returned,
  };
  const entries = [...row.history].sort((a, b) => b.at - a.at || b.revision - a.revision);
  const text = (field: string, value: unknown): string =>
    changeText(field, value, { zone, now, empty: words.empty, words });
  return (
    <section className={detailStyles['section']}>
      <h3>{words.history}</h3>
      {entries.length === 0 ? <p className={styles['q-dim']}>{words.noHistory}</p> : null}
      <ol className={detailStyles['history']} data-part="history">
        {entries.map((entry) => (
          <li key={`${entry.revision}${entry.kind}`}>
            <time>{shortTime(entry.at, zone, now)}</time> <b>{kinds[entry.kind]}</b>
            {entry.kind === 'first-seen' ? null : (
              <ul>
                {Object.entries(entry.changes).map(([field, [before, after]]) => (
                  <li key={field}>
                    <span className={styles['q-dim']}>{FIELD_WORDS[language][field] ?? field}</span>{' '}
                    <del>{text(field, before)}</del> → <ins>{text(field, after)}</ins>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
