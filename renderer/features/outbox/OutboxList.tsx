import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { type OutboxSubject, useOutbox } from '../../live/queries/outbox.ts';
import { ReadFailure } from '../../ui/ReadFailure.tsx';
import { OutboxItem } from './OutboxItem.tsx';
import styles from './outbox.module.css';
import { outboxWords } from './outboxWords.ts';

type Props = {
  subject: OutboxSubject;
  /** At most this many are listed. */
  limit: number;
  /** Whether an empty list says so. */
  saysNone: boolean;
  /** What is put around a list: the section of the window. */
  frame: (title: string, list: ReactNode) => ReactNode;
};

/** Messages to upstreams (回传) about one subject, newest first, with what can be decided; nothing where there are none. */
export function OutboxList({ subject, limit, saysNone, frame }: Props): ReactNode {
  const words = useWords(outboxWords);
  const query = useOutbox(subject, limit);
  const page = query.data;
  if (page === undefined) return query.isError ? frame(words.title, <ReadFailure of={query} />) : null;
  if (page.items.length === 0)
    return saysNone ? frame(words.title, <p className={styles['dim']}>{words.none}</p>) : null;
  return frame(
    words.title,
    <>
      <ol className={styles['list']} data-part="outbox">
        {page.items.map((message) => (
          <OutboxItem key={message.id} message={message} />
        ))}
      </ol>
      {page.next === null ? null : <p className={styles['dim']}>{words.older}</p>}
    </>,
  );
}
