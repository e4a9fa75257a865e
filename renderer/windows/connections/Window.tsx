import { type ReactNode, useState } from 'react';
import { type ConnectionsView, connectionsIntent } from '../../base/connectionsView.ts';
import { useIntent } from '../../base/intents.ts';
import { useWords } from '../../base/words.ts';
import { useQuarantine, useSources } from '../../live/queries/city.ts';
import { AddData } from '../../ui/AddData.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { AddressWizard } from './AddressWizard.tsx';
import { BasemapPage } from './basemaps/BasemapPage.tsx';
import { CalendarPage } from './calendar/CalendarPage.tsx';
import styles from './connections.module.css';
import { DatabaseWizard } from './DatabaseWizard.tsx';
import { FileWizard } from './FileWizard.tsx';
import { LayersPage } from './ownLayers/LayersPage.tsx';
import { Problem } from './Problem.tsx';
import { PushWizard } from './PushWizard.tsx';
import { Quarantine } from './Quarantine.tsx';
import { SignInFirst } from './SignInFirst.tsx';
import { SourceDetail } from './SourceDetail.tsx';
import { SourceRail } from './SourceRail.tsx';
import { connWords } from './words.ts';

/** Connections window (数据接入): the sources, what became of their rows, and wizards that add a source. */
export default function ConnectionsWindow(): ReactNode {
  const words = useWords(connWords);
  const sources = useSources();
  const waiting = useQuarantine({ source: null, limit: 1, offset: 0 }).data?.total ?? 0;
  const [chosen, setChosen] = useState<ConnectionsView>({ kind: 'none' });
  // An opened wizard stays mounted, so that what was typed is kept while the operator looks at a source.
  const [opened, setOpened] = useState({ address: 0, file: 0, database: 0, push: 0 });
  const entries = sources.data?.sources ?? [];
  const [first] = entries;
  const place: ConnectionsView =
    chosen.kind === 'none' && first !== undefined ? { kind: 'source', id: first.config.id } : chosen;
  const go = (to: ConnectionsView): void => {
    if (to.kind === 'address') setOpened((before) => ({ ...before, address: before.address || 1 }));
    if (to.kind === 'file') setOpened((before) => ({ ...before, file: before.file || 1 }));
    if (to.kind === 'database') setOpened((before) => ({ ...before, database: before.database || 1 }));
    if (to.kind === 'push') setOpened((before) => ({ ...before, push: before.push || 1 }));
    setChosen(to);
  };
  // Another window, a shortcut or a hand-over may open a place here.
  useIntent(connectionsIntent, () => true, go);
  const entry = place.kind === 'source' ? entries.find(({ config }) => config.id === place.id) : undefined;
  const taken = entries.map(({ config }) => config.id);
  return (
    <div className={styles['conn']}>
      <SourceRail entries={entries} waiting={waiting} place={place} onGo={go} words={words} />
      <div className={styles['main']} data-part="conn-main">
        <SignInFirst words={words} />
        <Problem error={sources.error} words={words} />
        {entry === undefined ? null : (
          <SourceDetail key={entry.config.id} entry={entry} onGo={go} words={words} />
        )}
        {place.kind === 'none' && sources.data !== undefined ? (
          <Empty title={words.none} text={words.noneHint}>
            <AddData />
          </Empty>
        ) : null}
        {place.kind === 'quarantine' ? (
          <Quarantine
            key={place.source ?? ''}
            source={place.source}
            entries={entries}
            onSource={(source) => setChosen({ kind: 'quarantine', source })}
            words={words}
          />
        ) : null}
        {place.kind === 'calendar' ? <CalendarPage /> : null}
        {place.kind === 'basemaps' ? <BasemapPage /> : null}
        {place.kind === 'layers' ? <LayersPage /> : null}
        {opened.address === 0 ? null : (
          <div hidden={place.kind !== 'address'}>
            <AddressWizard
              key={opened.address}
              keyStorage={sources.data?.secrets.storage ?? null}
              taken={taken}
              onSaved={(id) => {
                setOpened((before) => ({ ...before, address: 0 }));
                setChosen({ kind: 'source', id });
              }}
              words={words}
            />
          </div>
        )}
        {opened.database === 0 ? null : (
          <div hidden={place.kind !== 'database'}>
            <DatabaseWizard
              keyStorage={sources.data?.secrets.storage ?? null}
              taken={taken}
              onSaved={(id) => {
                setOpened((before) => ({ ...before, database: 0 }));
                setChosen({ kind: 'source', id });
              }}
              words={words}
            />
          </div>
        )}
        {opened.push === 0 ? null : (
          <div hidden={place.kind !== 'push'}>
            <PushWizard
              taken={taken}
              onSaved={(id) => {
                setOpened((before) => ({ ...before, push: 0 }));
                setChosen({ kind: 'source', id });
              }}
              words={words}
            />
          </div>
        )}
        {opened.file === 0 ? null : (
          <div hidden={place.kind !== 'file'}>
            <FileWizard
              key={opened.file}
              taken={taken}
              files={entries
                .filter(({ config }) => config.kind === 'file')
                .map(({ config }) => ({ id: config.id, name: config.name }))}
              onAgain={() => setOpened((before) => ({ ...before, file: before.file + 1 }))}
              onQuarantine={(source) => go({ kind: 'quarantine', source })}
              words={words}
            />
          </div>
        )}
      </div>
    </div>
  );
}
