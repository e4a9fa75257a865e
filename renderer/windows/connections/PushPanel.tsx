import { type ReactNode, useState } from 'react';
import type { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { pushPath } from '../../../shared/source/pushPath.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { newPushKey } from '../../live/queries/connections.ts';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './connections.module.css';
import { Problem } from './Problem.tsx';
import { PushKeyOnce } from './PushKeyOnce.tsx';
import { pushAddress } from './pushAddress.ts';
import { useTask } from './useTask.ts';
import type { ConnWords } from './words.ts';

/** What was pushed to a source (推送) and refused, its address, and the button that replaces its key. */
export function PushPanel({ entry, words }: { entry: SourceEntry; words: ConnWords }): ReactNode {
  const { config, status } = entry;
  const zone = useZone();
  const now = useNow(10_000);
  const [asks, setAsks] = useState(false);
  const renewing = useTask(newPushKey);
  const time = (at: number | null): string => (at === null ? words.never : shortTime(at, zone, now));
  const { accepted = 0, refused = 0, lastRefusedAt = null } = status.pushes ?? {};
  const facts: [string, ReactNode][] = [
    [words.pushAddress, pushAddress(pushPath(config.id)) ?? words.pushNoHost],
    [words.pushLast, time(status.lastSuccessAt)],
    [words.pushTaken, words.pushTimes(count(accepted))],
    [
      words.pushRefused,
      lastRefusedAt === null
        ? words.pushTimes(count(refused))
        : words.pushTimesLast(count(refused), time(lastRefusedAt)),
    ],
    [words.heartbeat, words.seconds(count(config.pollSeconds))],
    [words.key, entry.hasSecret ? words.keyKept : words.keyNone],
  ];
  return (
    <section className={styles['block']} data-part="push-panel">
      <h2>{words.kind_push}</h2>
      <dl className={styles['facts']}>
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Problem error={renewing.error} words={words} />
      {renewing.result === null ? null : <PushKeyOnce made={renewing.result} words={words} />}
      {asks ? (
        <p className={styles['actions']}>
          <span data-tone="late">◆ {words.renewAsk}</span>
          <Button
            variant="primary"
            disabled={renewing.busy}
            onPress={() => {
              setAsks(false);
              void renewing.run(config.id);
            }}
          >
            {words.renewYes}
          </Button>
          <Button onPress={() => setAsks(false)}>{words.cancel}</Button>
        </p>
      ) : (
        <Button onPress={() => setAsks(true)}>{words.renewKey}</Button>
      )}
    </section>
  );
}
