import type { ReactNode } from 'react';
import { CaseStage } from '../../../shared/contract/cases.ts';
import type { ImportPreviewReport, PreviewedRow } from '../../../shared/contract/importPreview.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow } from '../../live/link/clock.ts';
import { usePack } from '../../live/queries/city.ts';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import checkStyles from './check.module.css';
import styles from './connections.module.css';
import { previewText } from './previewRows.ts';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

type Stored = Extract<PreviewedRow, { outcome: 'ok' }>;
type Refused = Extract<PreviewedRow, { outcome: 'quarantine' }>;

/** Rows of a list before anything is written: the first, the strangest, and refused ones. */
export function PreviewedRows({
  report,
  words,
}: {
  report: ImportPreviewReport;
  words: ConnWords;
}): ReactNode {
  const refused = report.refused.filter((row) => row.outcome === 'quarantine');
  const strange = report.strange.filter((row) => row.outcome === 'ok');
  const first = report.first.filter((row) => row.outcome === 'ok');
  return (
    <div className={checkStyles['rows']} data-part="check-rows">
      {refused.length === 0 ? null : (
        <Disclosure summary={words.refusedRows(refused.length)} startOpen>
          <RefusedTable rows={refused} words={words} />
        </Disclosure>
      )}
      {strange.length === 0 ? null : (
        <Disclosure summary={words.strangeRows(strange.length)} startOpen>
          <StoredTable rows={strange} words={words} />
        </Disclosure>
      )}
      {first.length === 0 ? null : (
        <Disclosure summary={words.firstRows(first.length)} startOpen={strange.length === 0}>
          <StoredTable rows={first} words={words} />
        </Disclosure>
      )}
    </div>
  );
}

function StoredTable({ rows, words }: { rows: Stored[]; words: ConnWords }): ReactNode {
  const now = useNow(60_000);
  const { comma, semicolon } = usePunctuation();
  const sentText = useSentErrorText();
  const pack = usePack().data;
  const zone = pack?.manifest.zone ?? 'Asia/Shanghai';
  const time = (value: unknown): string => (typeof value === 'number' ? shortTime(value, zone, now) : '—');
  const streetOf = (code: string): string =>
    pack?.streets.features.find(({ properties }) => properties.code === code)?.properties.name ?? code;
  return (
    <div className={wizardStyles['preview-scroll']}>
      <table className={wizardStyles['preview']}>
        <thead>
          <tr>
            <th scope="col">{words.rowNumber}</th>
            <th scope="col">{words.colNotes}</th>
            <th scope="col">{words.colNumber}</th>
            <th scope="col">{words.colStatus}</th>
            <th scope="col">{words.colRequested}</th>
            <th scope="col">{words.colDue}</th>
            <th scope="col">{words.colStreet}</th>
            <th scope="col">{words.colCategory}</th>
            <th scope="col">{words.colTitle}</th>
            <th scope="col">{words.colOrg}</th>
            <th scope="col">{words.colContact}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, case: shown, notes, contact }) => (
            <tr key={row}>
              <td className={checkStyles['number']}>{row}</td>
              <td className={checkStyles['notes']}>{notes.map(sentText).join(semicolon)}</td>
              <td className={styles['code']}>{previewText(shown, 'sourceId')}</td>
              <td>{statusText(shown, words)}</td>
              <td>{time(shown['requestedAt'])}</td>
              <td>{time(shown['dueAt'])}</td>
              <td>
                {previewText(shown, 'street') === '' ? (
                  <span className={checkStyles['warn']}>{words.noStreet}</span>
                ) : (
                  streetOf(previewText(shown, 'street'))
                )}
              </td>
              <td>{previewText(shown, 'categoryName')}</td>
              <td className={wizardStyles['preview-title']}>{previewText(shown, 'title')}</td>
              <td>{previewText(shown, 'org')}</td>
              <td className={styles['dim']}>
                {contact.length === 0
                  ? ''
                  : `▣ ${contact.map((part) => words[`c_${part}`]).join(comma)} ${words.contactMasked}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function statusText(shown: Record<string, unknown>, words: ConnWords): string {
  const status = shown['status'] === 'closed' ? `■ ${words.closed}` : `● ${words.open}`;
  const stage = CaseStage.safeParse(shown['stage']).data;
  return stage === undefined || stage === 'closed' ? status : `${status} · ${words[`stage_${stage}`]}`;
}

function RefusedTable({ rows, words }: { rows: Refused[]; words: ConnWords }): ReactNode {
  const sentText = useSentErrorText();
  return (
    <ul className={checkStyles['refused']}>
      {rows.map(({ row, reason, raw }) => (
        <li key={row}>
          <Disclosure
            summary={
              <>
                <b>{words.rowAt(row)}</b> <span className={checkStyles['warn']}>{sentText(reason)}</span>
              </>
            }
          >
            <pre className={styles['payload']}>
              {typeof raw === 'string' ? raw : JSON.stringify(raw, null, 1)}
            </pre>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
