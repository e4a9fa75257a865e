import type { ReactNode } from 'react';
import { usePunctuation } from '../../base/punctuation.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { EMPTY_FILTER, type Filter } from '../../live/link/filter.ts';
import { namesOfSources, sourcesOf, useStatus } from '../../live/queries/city.ts';
import type { QueueView } from '../../live/queries/deskQueue.ts';
import { AddData } from '../../ui/AddData.tsx';
import { DataAge } from '../../ui/DataAge.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { count } from '../../ui/Figure.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { SearchGap } from '../../ui/SearchGap.tsx';
import { Spacer } from '../../ui/Spacer.tsx';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import { isFiltered } from './facets.ts';
import { keysOf } from './keys.ts';
import type { DeskWords } from './words.ts';

type Props = {
  view: QueueView;
  filter: Filter;
  at: number;
  /** Cases that the text search may lack. */
  gap: number;
  onRefresh: () => void;
  onClear: (filter: Filter) => void;
  words: DeskWords;
};

/** The line above the queue: what is new, where the cursor stands, how old the data is; and why it is empty. */
export function QueueNotes(props: Props): ReactNode {
  const { view, words } = props;
  const errorText = useErrorText();
  const marks = usePunctuation();
  const waiting = view.newCases > 0 || view.outdated;
  return (
    <>
      <div className={styles['notes']}>
        <span data-part="desk-position">
          {view.total === null || view.total === 0
            ? ''
            : words.position(count(props.at + 1), count(view.total))}
        </span>
        <span data-part="desk-fresh" role="status">
          {waiting ? (
            <Button variant="primary" onPress={props.onRefresh} hint={words.freshHint}>
              <span aria-hidden="true">↑ </span>
              {view.newCases > 0 ? words.fresh(count(view.newCases)) : words.drifted}
              <Kbd keys={keysOf('refresh')[0] ?? ''} /> {words.refresh}
            </Button>
          ) : null}
        </span>
        <SearchGap gap={props.gap} />
        <Spacer />
        <Ages />
      </div>
      {view.error === null ? null : (
        <p className={detailStyles['error']} role="alert">
          {words.failed}
          {marks.colon}
          {errorText(view.error)} <Button onPress={props.onRefresh}>{words.retry}</Button>
        </p>
      )}
      {view.total === 0 && view.error === null ? <Nothing {...props} /> : null}
    </>
  );
}

function Nothing({ filter, onClear, words }: Props): ReactNode {
  const connected = (useStatus(namesOfSources)?.length ?? 0) > 0;
  if (!isFiltered(filter)) {
    return (
      <Empty title={words.noneAtAll} text={connected ? words.noneYetHint : words.noneAtAllHint}>
        <AddData />
      </Empty>
    );
  }
  return (
    <Empty title={words.noneMatch} text={words.noneMatchHint}>
      <Button onPress={() => onClear(EMPTY_FILTER)} kbd={keysOf('clear')[0] ?? ''}>
        {words.clearAll}
      </Button>
    </Empty>
  );
}

/** Age of the data of every polled source; a file has none. */
function Ages(): ReactNode {
  const sources = useStatus(sourcesOf) ?? [];
  const polled = sources.filter(({ kind, state }) => kind !== 'file' && state !== 'paused');
  return (
    <span className={styles['ages']}>
      {polled.slice(0, 4).map(({ id, name, lastSuccessAt, pollSeconds }) => (
        <span key={id}>
          <span className={styles['q-dim']}>{name}</span>{' '}
          <DataAge lastSuccessAt={lastSuccessAt} pollSeconds={pollSeconds} />
        </span>
      ))}
    </span>
  );
}
