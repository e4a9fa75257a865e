import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { PreviewReport } from '../../../shared/contract/sources.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useKeptText } from '../../live/client/keptText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow } from '../../live/link/clock.ts';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import styles from './connections.module.css';
import { previewCounts, previewText } from './previewRows.ts';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

type Props = { report: z.output<typeof PreviewReport>; zone: string; words: ConnWords };

/** Table of previewed rows as they would be stored; rejected rows with their reason. */
export function PreviewTable({ report, zone, words }: Props): ReactNode {
  const now = useNow(60_000);
  const marks = usePunctuation();
  const keptText = useKeptText();
  const { ok, refused } = previewCounts(report);
  if (report.rows.length === 0) return <p>{words.previewEmpty}</p>;
  const number = (value: unknown): string => (typeof value === 'number' ? value.toFixed(5) : '—');
  return (
    <>
      <p>
        <b>{words.previewCount(ok, refused)}</b> <span className={styles['dim']}>{words.previewHint}</span>
      </p>
      <div className={wizardStyles['preview-scroll']}>
        <table className={wizardStyles['preview']}>
          <thead>
            <tr>
              <th scope="col">{words.colNumber}</th>
              <th scope="col">{words.colStatus}</th>
              <th scope="col">{words.colCategory}</th>
              <th scope="col">{words.colTitle}</th>
              <th scope="col">{words.colRequested}</th>
              <th scope="col">{words.colPlace}</th>
              <th scope="col">{words.colNotes}</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row, index) =>
              row.outcome === 'ok' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a preview may share an id, and never move
                <tr key={index}>
                  <td className={styles['code']}>{previewText(row.case, 'sourceId')}</td>
                  <td>{row.case['status'] === 'closed' ? `■ ${words.closed}` : `● ${words.open}`}</td>
                  <td>{previewText(row.case, 'categoryName')}</td>
                  <td className={wizardStyles['preview-title']}>{previewText(row.case, 'title')}</td>
                  <td>
                    {typeof row.case['requestedAt'] === 'number'
                      ? shortTime(row.case['requestedAt'], zone, now)
                      : '—'}
                  </td>
                  <td>
                    {number(row.case['lon'])}, {number(row.case['lat'])}
                  </td>
                  <td className={wizardStyles['preview-notes']}>
                    {row.notes.map(keptText).join(marks.semicolon)}
                  </td>
                </tr>
              ) : (
                <tr
                  // biome-ignore lint/suspicious/noArrayIndexKey: see above
                  key={index}
                  className={wizardStyles['preview-refused']}
                >
                  <td>
                    <span aria-hidden="true">× </span>
                    {words.willQuarantine}
                  </td>
                  <td colSpan={6}>
                    <Disclosure summary={keptText(row)}>
                      <pre className={styles['payload']}>
                        {typeof row.raw === 'string' ? row.raw : JSON.stringify(row.raw, null, 1)}
                      </pre>
                    </Disclosure>
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </>
  );
}
