import { type ReactNode, useState } from 'react';
import type { BasemapConfig, BasemapList } from '../../../../shared/contract/basemaps.ts';
import { useWords } from '../../../base/words.ts';
import { useSentErrorText } from '../../../live/client/errorText.ts';
import { removeBasemap, useBasemapSettings, useBasemaps } from '../../../live/queries/basemaps.ts';
import { Button } from '../../../ui/kit/Button.tsx';
import { Spacer } from '../../../ui/Spacer.tsx';
import styles from '../connections.module.css';
import { Problem } from '../Problem.tsx';
import { RemoveConfirm } from '../RemoveConfirm.tsx';
import { useTask } from '../useTask.ts';
import { connWords } from '../words.ts';
import { BasemapAdd } from './BasemapAdd.tsx';
import { BasemapForm } from './BasemapForm.tsx';
import { type BasemapPageWords, basemapPageWords } from './basemapPageWords.ts';

/** Base maps (底图): those of the folder and of servers, and the form that adds one. */
export function BasemapPage(): ReactNode {
  const words = useWords(basemapPageWords);
  const conn = useWords(connWords);
  const settings = useBasemapSettings();
  const list = useBasemaps().data;
  const entries = settings.data?.entries ?? [];
  return (
    <article className={styles['detail']} aria-label={words.title} data-part="conn-basemaps">
      <header className={styles['head']}>
        <h1>{words.title}</h1>
      </header>
      <p className={styles['dim']}>{words.intro}</p>
      <Problem error={settings.error} words={conn} />
      {settings.data !== undefined && entries.length === 0 ? <p>{words.none}</p> : null}
      {entries.map(({ config, hasKey, found }) => (
        <Entry
          key={config.id}
          {...{ config, hasKey, words }}
          isSaved={!found}
          list={list ?? { basemaps: [], broken: [] }}
        />
      ))}
      <BasemapAdd taken={entries.map(({ config }) => config.id)} words={words} />
    </article>
  );
}

type EntryProps = {
  config: BasemapConfig;
  hasKey: boolean;
  isSaved: boolean;
  list: BasemapList;
  words: BasemapPageWords;
};

function Entry({ config, hasKey, isSaved, list, words }: EntryProps): ReactNode {
  const conn = useWords(connWords);
  const sentText = useSentErrorText();
  const [mode, setMode] = useState<'view' | 'edit' | 'remove'>('view');
  const remove = useTask(() => removeBasemap(config.id));
  const view = list.basemaps.find(({ id }) => id === config.id);
  const broken = list.broken.find(({ id }) => id === config.id);
  const state =
    broken !== undefined ? words.broken : view?.offlineSince == null ? words.online : words.offline;
  const kind = config.kind === 'file' ? (view?.dialect ?? 'file') : config.dialect;
  const facts = [
    words[`kind_${kind}`],
    view === undefined ? '' : words[view.format],
    words[`datum_${config.datum}`],
    config.approval === '' ? words.noApproval : config.approval,
    hasKey ? words.hasKey : '',
    config.kind === 'file' ? config.file : '',
  ];
  return (
    <section className={styles['block']} aria-label={config.name} data-part="conn-basemap">
      <div className={styles['actions']}>
        <strong>{config.name}</strong>
        <span data-tone={broken !== undefined || view?.offlineSince != null ? 'late' : undefined}>
          {state}
        </span>
        <Spacer />
        <Button pressed={mode === 'edit'} onPress={() => setMode(mode === 'edit' ? 'view' : 'edit')}>
          {words.edit}
        </Button>
        {isSaved ? (
          <Button expanded={mode === 'remove'} onPress={() => setMode(mode === 'remove' ? 'view' : 'remove')}>
            {words.remove}…
          </Button>
        ) : null}
      </div>
      <p className={styles['dim']}>{facts.filter((text) => text !== '').join(' · ')}</p>
      {broken === undefined ? null : <p data-tone="late">◆ {sentText(broken.error)}</p>}
      {mode === 'edit' ? (
        <BasemapForm
          key={config.id}
          config={config}
          asksKey={config.kind === 'tiles' && config.key !== null}
          onDone={() => setMode('view')}
          words={words}
        />
      ) : null}
      {mode === 'remove' ? (
        <RemoveConfirm
          ask={words.removeAsk(config.name)}
          yes={words.remove}
          busy={remove.busy}
          onYes={() => void remove.run()}
          onNo={() => setMode('view')}
          words={conn}
        />
      ) : null}
      <Problem error={remove.error} words={conn} />
    </section>
  );
}
