import { type ReactNode, useEffect } from 'react';
import type { Notice } from '../../../shared/contract/whistleNotices.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { reportNoticesShown, useNotices } from '../../live/whistles/notices.ts';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { type Names, shortNumber } from '../../ui/names.ts';
import { ReadFailure } from '../../ui/ReadFailure.tsx';
import { ReadAll } from './bulk/ReadAll.tsx';
import { noticeGroups } from './noticeGroups.ts';
import styles from './whistles.module.css';
import type { WhistleWords } from './words.ts';

type Props = {
  operator: string;
  now: number;
  zone: string;
  names: Names;
  words: WhistleWords;
  onOpen: (id: string) => void;
};

/**
 * Notices (通知): what happened to whistles that this operator should know of and need not act on. New ones are
 * marked; being on screen is what takes the mark away at the next look.
 */
export function Notices({ operator, now, zone, names, words, onOpen }: Props): ReactNode {
  const list = useNotices(operator);
  const page = list.data;
  const unread = (page?.items ?? []).filter(({ shownAt }) => shownAt === null);
  const asked = unread.map(({ id }) => id).join();
  useEffect(() => {
    if (asked === '') return;
    // Told once the list has been left or something new comes: until then the marks stay to be seen.
    return () => void reportNoticesShown(asked.split(',').map(Number)).catch(() => undefined);
  }, [asked]);
  const row = { now, zone, names, words, onOpen };
  return (
    <section className={styles['notices']} aria-label={words.notices}>
      <h3>
        {words.notices} <span className={styles['dim']}>{words.noticesHint}</span>
      </h3>
      <ReadFailure of={list} />
      <ReadAll fresh={unread} language={names.language} />
      {page !== undefined && page.items.length === 0 ? (
        <p className={styles['dim']}>{words.noNotices}</p>
      ) : null}
      <ul>
        {noticeGroups(page?.items ?? []).map(({ key, items }) => {
          const [first] = items;
          if (first === undefined) return null;
          if (items.length === 1) return <Row key={key} notice={first} {...row} />;
          return (
            <li key={key}>
              <Disclosure
                summary={
                  <>
                    <b className={styles['fresh']}>● {words.newNotice} </b>
                    {names.org(first.street)} · {first.what[names.language]} <b>{items.length}</b>
                  </>
                }
              >
                <ul>
                  {items.map((notice) => (
                    <Row key={notice.id} notice={notice} {...row} />
                  ))}
                </ul>
              </Disclosure>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Row({
  notice,
  now,
  zone,
  names,
  words,
  onOpen,
}: Omit<Props, 'operator'> & { notice: Notice }): ReactNode {
  return (
    <li>
      <RowButton className={styles['alarm-main']} onClick={() => onOpen(notice.whistle)}>
        <span>
          {notice.shownAt === null ? <b className={styles['fresh']}>● {words.newNotice} </b> : null}
          {notice.what[names.language]}
        </span>
        <span className={styles['dim']}>
          {shortTime(notice.at, zone, now)} · {shortNumber(notice.whistle)} · {names.org(notice.street)} ·{' '}
          {notice.subject}
        </span>
      </RowButton>
    </li>
  );
}
