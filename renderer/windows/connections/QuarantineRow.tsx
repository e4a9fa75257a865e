import type { ReactNode } from 'react';
import type { QuarantineEntry, RetryReport } from '../../../shared/contract/status.ts';
import { useKeptText } from '../../live/client/keptText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { invalidateSources, retryRow } from '../../live/queries/connections.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { Spacer } from '../../ui/Spacer.tsx';
import styles from './connections.module.css';
import { Problem } from './Problem.tsx';
import { useTask } from './useTask.ts';
import type { ConnWords } from './words.ts';

type Props = { row: QuarantineEntry; sourceName: string; words: ConnWords };

/** One quarantined row: reason, times, payload, and a retry button. */
export function QuarantineRow({ row, sourceName, words }: Props): ReactNode {
  const zone = useZone();
  const now = useNow(60_000);
  const retry = useTask(async () => {
    const report = await retryRow(row.id);
    if (report.outcome !== 'quarantined') await invalidateSources();
    return report;
  });
  const again = retry.result;
  const keptText = useKeptText();
  return (
    <li className={styles['quarantine-row']}>
      <div className={styles['quarantine-line']}>
        <b>{keptText(row)}</b>
        <span className={styles['code']}>{row.sourceId ?? '—'}</span>
        <span className={styles['dim']}>{sourceName}</span>
        <span className={styles['dim']}>
          {words.last} {shortTime(row.lastAt, zone, now)} · {words.times(row.times)}
        </span>
        <Spacer />
        <Button disabled={retry.busy} onPress={() => void retry.run()}>
          {words.retry}
        </Button>
      </div>
      {again === null ? null : (
        <p role="status" className={styles['result']} data-part="conn-result">
          {again.outcome === 'quarantined'
            ? words.retried_quarantined(keptText(reasonOf(again) ?? row))
            : words[`retried_${again.outcome}`]}
        </p>
      )}
      <Problem error={retry.error} words={words} />
      <Disclosure
        summary={
          <>
            {words.payload} <span className={styles['dim']}>{words.payloadHint}</span>
          </>
        }
      >
        <pre className={styles['payload']}>
          {typeof row.payload === 'string' ? row.payload : JSON.stringify(row.payload, null, 2)}
        </pre>
      </Disclosure>
    </li>
  );
}

function reasonOf({
  code,
  parameters,
  reason,
}: RetryReport): Pick<QuarantineEntry, 'code' | 'parameters' | 'reason'> | null {
  return code === null || reason === null ? null : { code, parameters, reason };
}
