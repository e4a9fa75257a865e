import type { ReactNode } from 'react';
import { useErrorText } from '../../live/client/errorText.ts';
import { reloadBoard, useBoard } from '../../live/whistles/board.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './whistles.module.css';
import type { WhistleWords } from './words.ts';

type Props = { filtered: boolean; onClear: () => void; words: WhistleWords };

/** Why the board shows no card: it is being read, could not be read, nothing matches, or there are no whistles. */
export function NoCards({ filtered, onClear, words }: Props): ReactNode {
  const errorText = useErrorText();
  const board = useBoard();
  return (
    <div className={styles['nothing']}>
      {board.state === 'waiting' ? (
        <p role="status">{words.reading}</p>
      ) : board.state === 'failed' ? (
        <Empty title={words.failed} text={board.error === null ? '' : errorText(board.error)}>
          <Button onPress={reloadBoard}>{words.retry}</Button>
        </Empty>
      ) : filtered ? (
        <Empty title={words.noneMatch} text={words.noneMatchHint}>
          <Button onPress={onClear}>{words.clear}</Button>
        </Empty>
      ) : (
        <Empty title={words.none} text={words.noneHint} />
      )}
    </div>
  );
}
