import { memo, type ReactNode } from 'react';
import type { CityStatus } from '../../../shared/contract/status.ts';
import { goTo } from '../../base/navigation.ts';
import { useWords } from '../../base/words.ts';
import { useKeptText } from '../../live/client/keptText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { useStatus } from '../../live/queries/city.ts';
import { useConnection } from '../../live/stream/events.ts';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './wall.module.css';
import { wallWords } from './words.ts';

/** What everybody in the hall must know before reading a figure: the line is down, or a source is. Calm, no flashing. */
export const Banners = memo(function Banners(): ReactNode {
  const words = useWords(wallWords);
  const { state } = useConnection();
  if (state === 'lost')
    return (
      <div className={styles['banner']} data-part="banner" role="alert">
        <strong>× {words.offlineTitle}</strong> {words.offlineText}
      </div>
    );
  return <SourceBanner />;
});

function SourceBanner(): ReactNode {
  const keptText = useKeptText();
  const words = useWords(wallWords);
  const zone = useZone();
  const now = useNow(60_000);
  const down = useStatus(downOf) ?? [];
  const [first] = down;
  if (first === undefined) return null;
  const oldest = down.reduce((a, b) => ((b.lastSuccessAt ?? 0) < (a.lastSuccessAt ?? 0) ? b : a));
  return (
    <div className={styles['banner']} data-part="banner" role="status">
      <strong>▲ {down.length === 1 ? words.downOne(first.name) : words.downSome(down.length)}</strong>{' '}
      {oldest.lastSuccessAt === null
        ? words.downNever
        : words.downSince(shortTime(oldest.lastSuccessAt, zone, now))}{' '}
      {oldest.error === null ? '' : words.cause(keptText(oldest.error).replace(/[。.]$/, ''))}{' '}
      {oldest.nextAttemptAt === null ? '' : words.downNext(shortTime(oldest.nextAttemptAt, zone, now))}
      {words.downDo} <Button onPress={() => goTo('connections')}>{words.toConnections}</Button>
    </div>
  );
}

function downOf({ sources }: CityStatus): CityStatus['sources'] {
  return sources.filter(({ state }) => state === 'down');
}
