import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import type { SourceEntry } from '../../../shared/contract/routes.ts';
import { shortTime } from '../../live/city-time.ts';
import { changeSource, removeSource, syncSource } from '../../live/connectionsCalls.ts';
import { useNow, useZone } from '../../live/now.ts';
import { DataAge } from '../../ui/DataAge.tsx';
import { count } from '../../ui/Figure.tsx';
import { Accounting } from './Accounting.tsx';
import { Problem } from './Problem.tsx';
import type { Place } from './place.ts';
import { SourceEdit } from './SourceEdit.tsx';
import { StateMark } from './StateMark.tsx';
import { skewText, skewTooBig } from './skew.ts';
import { useTask } from './useTask.ts';
import type { ConnWords } from './words.ts';

type Props = { entry: SourceEntry; onGo: (place: Place) => void; words: ConnWords };

/** One source: its health, its sums, what is wrong in plain words, and what can be done. */
export function SourceDetail({ entry, onGo, words }: Props): ReactNode {
  const { config, status } = entry;
  const { message } = App.useApp();
  const [mode, setMode] = useState<'view' | 'edit' | 'remove'>('view');
  const sync = useTask(() => syncSource(config.id));
  const pause = useTask((paused: boolean) => changeSource(config.id, { paused }));
  const remove = useTask(() => removeSource(config.id));
  const isFile = config.kind === 'file';
  return (
    <article className="conn-detail" aria-label={config.name}>
      <header className="conn-head">
        <h1>{config.name}</h1>
        <StateMark state={status.state} kind={config.kind} words={words} />
        {isFile ? null : <DataAge lastSuccessAt={status.lastSuccessAt} pollSeconds={config.pollSeconds} />}
        <span className="bar-space" />
        <span className="conn-actions">
          {isFile ? null : (
            <>
              <button
                type="button"
                className="plain-button"
                disabled={sync.busy || config.paused}
                onClick={() => void sync.run().then((done) => done !== null && message.info(words.syncing))}
              >
                {words.syncNow}
              </button>
              <button
                type="button"
                className="plain-button"
                disabled={pause.busy}
                onClick={() => void pause.run(!config.paused)}
              >
                {config.paused ? words.resume : words.pause}
              </button>
            </>
          )}
          <button
            type="button"
            className="plain-button"
            aria-pressed={mode === 'edit'}
            onClick={() => setMode(mode === 'edit' ? 'view' : 'edit')}
          >
            {words.edit}
          </button>
          <button type="button" className="plain-button" onClick={() => setMode('remove')}>
            {words.remove}…
          </button>
        </span>
      </header>
      <Problem error={sync.error ?? pause.error ?? remove.error} words={words} />
      {mode === 'remove' ? (
        <div className="conn-confirm" role="alertdialog" aria-label={words.remove}>
          <p>{words.removeAsk(config.name)}</p>
          <span className="conn-actions">
            <button
              type="button"
              className="conn-danger"
              disabled={remove.busy}
              onClick={() =>
                void remove.run().then((done) => {
                  if (done !== null) onGo({ kind: 'none' });
                })
              }
            >
              {words.removeYes}
            </button>
            <button type="button" className="plain-button" onClick={() => setMode('view')}>
              {words.cancel}
            </button>
          </span>
        </div>
      ) : null}
      {mode === 'edit' ? <SourceEdit config={config} onDone={() => setMode('view')} words={words} /> : null}
      {status.error === null ? null : <LastError status={status} words={words} />}
      <section className="conn-block">
        <h2>{words.accounting}</h2>
        <Accounting rows={status} words={words} />
        {status.quarantined > 0 ? (
          <button
            type="button"
            className="plain-button"
            onClick={() => onGo({ kind: 'quarantine', source: config.id })}
          >
            {words.toQuarantine} →
          </button>
        ) : null}
      </section>
      <Facts entry={entry} words={words} />
    </article>
  );
}

function LastError({ status, words }: { status: SourceEntry['status']; words: ConnWords }): ReactNode {
  const zone = useZone();
  const now = useNow(60_000);
  if (status.error === null) return null;
  return (
    <div className="conn-problem" role="status">
      <strong>
        <span aria-hidden="true">▲ </span>
        {status.error.message}
      </strong>
      <p>
        {words.lastError} {shortTime(status.error.at, zone, now)}
      </p>
    </div>
  );
}

function Facts({ entry, words }: { entry: SourceEntry; words: ConnWords }): ReactNode {
  const { config, status } = entry;
  const zone = useZone();
  const now = useNow(60_000);
  const time = (at: number | null): string => (at === null ? words.never : shortTime(at, zone, now));
  const polled: [string, ReactNode][] =
    config.kind === 'file'
      ? [[words.path, config.path]]
      : [
          [words.address, config.url],
          [words.poll, words.seconds(count(config.pollSeconds))],
          [words.lastAttempt, time(status.lastAttemptAt)],
          [words.nextAttempt, status.nextAttemptAt === null ? '—' : time(status.nextAttemptAt)],
          [words.cursor, <Cursor key="cursor" text={status.cursor} hint={words.cursorHint} />],
          [words.skew, <Skew key="skew" ms={status.skewMs} words={words} />],
          [words.key, entry.hasSecret ? words.keyKept : words.keyNone],
        ];
  const facts: [string, ReactNode][] = [
    ...polled,
    [words.lastSuccess, time(status.lastSuccessAt)],
    [words.newestRow, time(status.newestRowAt)],
    [words.crs, words[`crs_${config.crs}`]],
    [words.zone, config.zone],
    [words.sourceId, config.id],
  ];
  return (
    <section className="conn-block">
      <h2>{words.state}</h2>
      <dl className="conn-facts">
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The cursor is the adapter's own note and may be long: its beginning, the rest on hover. */
function Cursor({ text, hint }: { text: string | null; hint: string }): ReactNode {
  return (
    <span title={text === null ? hint : `${hint}\n${text}`} className="conn-code conn-cursor">
      {text ?? '—'}
    </span>
  );
}

function Skew({ ms, words }: { ms: number | null; words: ConnWords }): ReactNode {
  return (
    <span data-tone={skewTooBig(ms) ? 'late' : undefined}>
      {skewTooBig(ms) ? <span aria-hidden="true">◆ </span> : null}
      {skewText(ms, words)}
      {skewTooBig(ms) ? <small className="conn-warn">{words.skewBig}</small> : null}
    </span>
  );
}
