import type { ReactNode } from 'react';
import type { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { count } from '../../ui/Figure.tsx';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { isSkewLarge, skewText } from './clockSkew.ts';
import styles from './connections.module.css';
import { crsName } from './crsNames.ts';
import { progressText } from './progressText.ts';
import { sourceAddress } from './sourceAddress.ts';
import type { ConnWords } from './words.ts';

type Props = { entry: SourceEntry; words: ConnWords };

/** Facts about a source, one per line, and its raw cursor in a collapsed block. */
export function SourceFacts({ entry, words }: Props): ReactNode {
  const { config, status } = entry;
  const zone = useZone();
  const now = useNow(10_000);
  const time = (at: number | null): string => (at === null ? words.never : shortTime(at, zone, now));
  const polled: [string, ReactNode][] =
    config.kind === 'file'
      ? [[words.path, config.path]]
      : config.kind === 'push'
        ? [[words.skew, <Skew key="skew" ms={status.skewMs} words={words} />]]
        : [
            [words.address, sourceAddress(config)],
            [words.readSoFar, progressText(status.progress, zone, now, words)],
            [words.poll, words.seconds(count(config.pollSeconds))],
            [words.lastAttempt, time(status.lastAttemptAt)],
            [words.nextAttempt, status.nextAttemptAt === null ? '—' : time(status.nextAttemptAt)],
            [words.skew, <Skew key="skew" ms={status.skewMs} words={words} />],
            [words.key, entry.hasSecret ? words.keyKept : words.keyNone],
          ];
  const facts: [string, ReactNode][] = [
    ...polled,
    [words.lastSuccess, time(status.lastSuccessAt)],
    [words.newestRow, time(status.newestRowAt)],
    [words.crs, crsName(config.crs, words)],
    [words.zone, config.zone],
    [words.sourceId, config.id],
  ];
  return (
    <section className={styles['block']}>
      <h2>{words.state}</h2>
      <dl className={styles['facts']}>
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {config.kind === 'push' || status.cursor === null || status.cursor === '' ? null : (
        <Disclosure
          className={styles['raw']}
          summary={
            <>
              {words.cursor} <span className={styles['dim']}>{words.cursorHint}</span>
            </>
          }
        >
          <pre>{status.cursor}</pre>
        </Disclosure>
      )}
    </section>
  );
}

function Skew({ ms, words }: { ms: number | null; words: ConnWords }): ReactNode {
  return (
    <span data-tone={isSkewLarge(ms) ? 'late' : undefined}>
      {isSkewLarge(ms) ? <span aria-hidden="true">◆ </span> : null}
      {skewText(ms, words)}
      {isSkewLarge(ms) ? <small className={styles['warn']}>{words.skewBig}</small> : null}
    </span>
  );
}
