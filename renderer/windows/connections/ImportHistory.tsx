import { type ReactNode, useState } from 'react';
import { type ImportRecord, UndoOutcome } from '../../../shared/contract/imports.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { undoImport, useImportRecords } from '../../live/queries/imports.ts';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './connections.module.css';
import historyStyles from './history.module.css';
import { historyWords } from './historyWords.ts';
import { ImportKinds } from './ImportKinds.tsx';
import { Problem } from './Problem.tsx';
import { UndoConfirm } from './UndoConfirm.tsx';
import { useTask } from './useTask.ts';
import type { ConnWords } from './words.ts';

const SHOWN = 10;

type Props = {
  source: string;
  /** Shows this import alone; null: the latest. */
  only: string | null;
  words: ConnWords;
};

/** The imports into a file source, each with what it did and the way back; nothing where there are none. */
export function ImportHistory({ source, only, words }: Props): ReactNode {
  const own = useWords(historyWords);
  const page = useImportRecords(source, SHOWN, only).data;
  const items = page?.items.filter(({ id }) => only === null || id === only) ?? [];
  if (page === undefined || items.length === 0) return null;
  return (
    <section className={styles['block']} data-part="import-history">
      <h2>{own.imports}</h2>
      <ul className={historyStyles['list']}>
        {items.map((record) => (
          <Entry key={record.id} record={record} words={words} />
        ))}
      </ul>
      {only === null && page.total > SHOWN ? <p className={styles['dim']}>{own.more(SHOWN)}</p> : null}
    </section>
  );
}

function Entry({ record, words }: { record: ImportRecord; words: ConnWords }): ReactNode {
  const own = useWords(historyWords);
  const zone = useZone();
  const now = useNow(60_000);
  const sentText = useSentErrorText();
  const [asking, setAsking] = useState(false);
  const undo = useTask(undoImport);
  const { whole } = record;
  return (
    <li data-part="import-record" data-state={record.undo === null ? record.state : 'undone'}>
      <p className={historyStyles['head']}>
        <time>{shortTime(record.startedAt, zone, now)}</time> <b>{record.file}</b>{' '}
        <span className={styles['dim']}>
          {own.by(record.by)} · {own[`state_${record.state}`]}
        </span>
      </p>
      <ImportKinds record={record} />
      <p>{own.cases(record.created, record.changed)}</p>
      {record.error === null ? null : <p data-tone="late">{sentText(record.error)}</p>}
      {whole === null ? null : (
        <p data-part="whole-outcome" data-tone={whole.refused === null ? undefined : 'late'}>
          {whole.refused === null ? own.wholeClosed(whole.closed) : sentText(whole.refused)}
        </p>
      )}
      {record.undo === null ? null : <Undone undo={record.undo} />}
      {record.undo === null && record.endedAt !== null && !asking ? (
        <span className={styles['actions']}>
          <Button onPress={() => setAsking(true)}>{own.undo}…</Button>
        </span>
      ) : null}
      {record.undo === null || record.undo.done !== null || undo.busy ? null : (
        <span className={styles['actions']}>
          <Button onPress={() => void undo.run(record.id, record.undo?.reason ?? '')}>{own.undoOn}</Button>
        </span>
      )}
      {asking && record.undo === null ? (
        <UndoConfirm
          id={record.id}
          file={record.file}
          busy={undo.busy}
          onYes={async (reason) => (await undo.run(record.id, reason)) !== null}
          onNo={() => setAsking(false)}
        />
      ) : null}
      <Problem error={undo.error} words={words} />
    </li>
  );
}

function Undone({ undo }: { undo: NonNullable<ImportRecord['undo']> }): ReactNode {
  const own = useWords(historyWords);
  const marks = usePunctuation();
  const zone = useZone();
  const now = useNow(60_000);
  const { done } = undo;
  const parts =
    done === null
      ? [own.undoing]
      : [
          ...UndoOutcome.options.map((name) => [own[`outcome_${name}`], done.cases[name]] as const),
          [own.refusedGone, done.refused] as const,
          [own.listedAgain, done.listedAgain] as const,
        ].flatMap(([word, count]) => (count === 0 ? [] : [`${word} ${count}`]));
  return (
    <p className={historyStyles['undone']} role="status" data-part="import-undone">
      <b>{own.undone(shortTime(undo.at, zone, now), undo.by)}</b>
      {marks.colon}
      {undo.reason}
      {parts.length === 0 ? null : <span>{parts.join(marks.comma)}</span>}
    </p>
  );
}
