import { type ReactNode, useRef, useState } from 'react';
import type { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { useKeptText } from '../../live/client/keptText.ts';
import { useQuarantine } from '../../live/queries/city.ts';
import { invalidateSources, quarantinePage, retryRow } from '../../live/queries/connections.ts';
import { Empty } from '../../ui/Empty.tsx';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { Spacer } from '../../ui/Spacer.tsx';
import { remedyFor } from './advice.ts';
import styles from './connections.module.css';
import { Problem } from './Problem.tsx';
import { QuarantineRow } from './QuarantineRow.tsx';
import { type RetryTally, retryReason } from './retryReason.ts';
import { useTask } from './useTask.ts';
import type { ConnWords } from './words.ts';

/** Rows of the first request, and of each «show more». */
const STEP = 100;

type Props = {
  source: string | null;
  entries: SourceEntry[];
  onSource: (source: string | null) => void;
  words: ConnWords;
};

/** Quarantined rows (隔离区) by reason, with advice; rows can be retried one by one or all of a reason. */
export function Quarantine({ source, entries, onSource, words }: Props): ReactNode {
  const [limit, setLimit] = useState(STEP);
  const [reason, setReason] = useState<string | null>(null);
  const page = useQuarantine({ source, limit, offset: 0 });
  const stop = useRef(false);
  const keptText = useKeptText();
  const [progress, setProgress] = useState<RetryTally | null>(null);
  const retryAll = useTask(async (code: string) => {
    stop.current = false;
    const tally = await retryReason(code, {
      page: (offset, size) => quarantinePage({ source, limit: size, offset }),
      retry: retryRow,
      progress: setProgress,
      stopped: () => stop.current,
    });
    setProgress(null);
    await invalidateSources();
    return tally;
  });
  const data = page.data;
  const items = (data?.items ?? []).filter((row) => reason === null || row.code === reason);
  const chosen = data?.byReason.find((row) => row.code === reason);
  return (
    <article className={styles['detail']} aria-label={words.quarantine}>
      <header className={styles['head']}>
        <h1>{words.quarantine}</h1>
        <span>{words.rows(count(data?.total))}</span>
        {(data?.resolved ?? 0) > 0 ? (
          <span className={styles['dim']}>{words.resolvedRows(count(data?.resolved))}</span>
        ) : null}
        <Spacer />
        <Select
          label={words.sources}
          labelPlace="hidden"
          value={source ?? ''}
          options={[
            { value: '', label: words.allSources },
            ...entries.map(({ config }) => ({ value: config.id, label: config.name })),
          ]}
          onChange={(id) => onSource(id === '' ? null : id)}
        />
      </header>
      <Problem error={page.error ?? retryAll.error} words={words} />
      {data?.total === 0 ? <Empty title={words.quarantine} text={words.noQuarantine} /> : null}
      <div className={styles['quarantine-reasons']} data-part="quarantine-reasons">
        {(data?.byReason ?? []).map((row) => (
          <RowButton
            key={row.code}
            aria-pressed={reason === row.code}
            onClick={() => setReason(reason === row.code ? null : row.code)}
            className={styles['card']}
          >
            <span className={styles['card-name']} data-part="conn-card-name">
              {keptText(row)}
            </span>
            <b>{count(row.count)}</b>
            <span className={styles['card-sub']}>{words[remedyFor(row.code)]}</span>
          </RowButton>
        ))}
      </div>
      {chosen === undefined ? null : (
        <p className={styles['actions']}>
          <Button variant="primary" disabled={retryAll.busy} onPress={() => void retryAll.run(chosen.code)}>
            {progress === null
              ? words.retryAll(count(chosen.count))
              : words.retrying(progress.done, progress.all)}
          </Button>
          {retryAll.busy ? (
            <Button
              onPress={() => {
                stop.current = true;
              }}
            >
              {words.stop}
            </Button>
          ) : null}
        </p>
      )}
      {retryAll.result === null ? null : (
        <p role="status" className={styles['result']} data-part="conn-result">
          {words.retrySummary(retryAll.result.stored, retryAll.result.unchanged, retryAll.result.quarantined)}
        </p>
      )}
      <ul className={styles['quarantine-list']}>
        {items.map((row) => (
          <QuarantineRow
            key={row.id}
            row={row}
            sourceName={entries.find(({ config }) => config.id === row.source)?.config.name ?? row.source}
            words={words}
          />
        ))}
      </ul>
      {data !== undefined && data.items.length < data.total && limit < 1000 ? (
        <Button onPress={() => setLimit(limit + STEP)}>{words.more}</Button>
      ) : null}
    </article>
  );
}
