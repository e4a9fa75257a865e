import { type ReactNode, useRef, useState } from 'react';
import type { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import type { ConnectionsView } from '../../base/connectionsView.ts';
import { useKeptText } from '../../live/client/keptText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { changeSource, removeSource, syncSource } from '../../live/queries/connections.ts';
import { DataAge } from '../../ui/DataAge.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { toast } from '../../ui/kit/toast.ts';
import { Spacer } from '../../ui/Spacer.tsx';
import { Accounting } from './Accounting.tsx';
import styles from './connections.module.css';
import { ImportHistory } from './ImportHistory.tsx';
import { Problem } from './Problem.tsx';
import { PushPanel } from './PushPanel.tsx';
import { RemoveConfirm } from './RemoveConfirm.tsx';
import { SourceCases } from './SourceCases.tsx';
import { SourceEdit } from './SourceEdit.tsx';
import { SourceFacts } from './SourceFacts.tsx';
import { SourceOutbox } from './SourceOutbox.tsx';
import { SourceQuarantine } from './SourceQuarantine.tsx';
import { StateMark } from './StateMark.tsx';
import { useTask } from './useTask.ts';
import type { ConnWords } from './words.ts';

type Props = { entry: SourceEntry; onGo: (place: ConnectionsView) => void; words: ConnWords };

/** Page of one source: state, last error, accounting, actions. */
export function SourceDetail({ entry, onGo, words }: Props): ReactNode {
  const { config, status } = entry;
  const [mode, setMode] = useState<'view' | 'edit' | 'remove'>('view');
  const sync = useTask(() => syncSource(config.id));
  const pause = useTask((paused: boolean) => changeSource(config.id, { paused }));
  const remove = useTask(() => removeSource(config.id));
  const isFile = config.kind === 'file';
  const removeButton = useRef<HTMLButtonElement>(null);
  return (
    <article className={styles['detail']} aria-label={config.name}>
      <header className={styles['head']}>
        <h1>{config.name}</h1>
        <StateMark status={status} words={words} />
        {isFile || status.state === 'incomplete' ? null : (
          <DataAge lastSuccessAt={status.lastSuccessAt} pollSeconds={config.pollSeconds} />
        )}
        <Spacer />
        <span className={styles['actions']}>
          {isFile ? null : (
            <>
              {config.kind === 'push' ? null : (
                <Button
                  disabled={sync.busy || config.paused}
                  onPress={() =>
                    void sync.run().then((done) => done !== null && toast('done', words.syncing))
                  }
                >
                  {words.syncNow}
                </Button>
              )}
              <Button disabled={pause.busy} onPress={() => void pause.run(!config.paused)}>
                {config.paused ? words.resume : words.pause}
              </Button>
            </>
          )}
          <Button pressed={mode === 'edit'} onPress={() => setMode(mode === 'edit' ? 'view' : 'edit')}>
            {words.edit}
          </Button>
          <Button ref={removeButton} expanded={mode === 'remove'} onPress={() => setMode('remove')}>
            {words.remove}…
          </Button>
        </span>
      </header>
      <Problem error={sync.error ?? pause.error ?? remove.error} words={words} />
      {mode === 'remove' ? (
        <RemoveConfirm
          ask={words.removeAsk(config.name)}
          yes={words.removeYes}
          busy={remove.busy}
          onYes={() =>
            void remove.run().then((done) => {
              if (done !== null) onGo({ kind: 'none' });
            })
          }
          onNo={() => {
            setMode('view');
            removeButton.current?.focus();
          }}
          words={words}
        />
      ) : null}
      {mode === 'edit' ? <SourceEdit config={config} onDone={() => setMode('view')} words={words} /> : null}
      {status.error === null ? null : <LastError status={status} words={words} />}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <section className={styles['block']}>
            <h2>{words.accounting}</h2>
            <Accounting rows={status} words={words} />
            <p className={styles['dim']}>{words.perLife}</p>
          </section>
          {config.kind === 'push' ? <PushPanel entry={entry} words={words} /> : null}
          {isFile ? <ImportHistory source={config.id} only={null} words={words} /> : null}
          <SourceQuarantine source={config.id} onGo={onGo} words={words} />
          <SourceOutbox config={config} words={words} />
          <SourceFacts entry={entry} words={words} />
        </div>
        <div className={styles['column']}>
          <SourceCases source={config.id} words={words} />
        </div>
      </div>
    </article>
  );
}

function LastError({ status, words }: { status: SourceEntry['status']; words: ConnWords }): ReactNode {
  const keptText = useKeptText();
  const zone = useZone();
  const now = useNow(60_000);
  if (status.error === null) return null;
  return (
    <div className={styles['problem']} data-part="conn-problem" role="status">
      <strong>
        <span aria-hidden="true">▲ </span>
        {keptText(status.error)}
      </strong>
      <p>
        {words.lastError} {shortTime(status.error.at, zone, now)}
      </p>
    </div>
  );
}
