import type { ReactNode, RefObject } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import { OutboxList } from '../../features/outbox/OutboxList.tsx';
import { useErrorText } from '../../live/client/errorText.ts';
import { useCase } from '../../live/queries/cases.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { Spacer } from '../../ui/Spacer.tsx';
import { StatusMark, stateOf } from '../../ui/StatusMark.tsx';
import { Contact } from './Contact.tsx';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import { HistorySection } from './HistorySection.tsx';
import { ImportNotesSection } from './ImportNotesSection.tsx';
import { keysOf } from './keys.ts';
import { LimitCell } from './LimitCell.tsx';
import { LimitSection } from './LimitSection.tsx';
import type { Names } from './names.ts';
import { PlaceSection } from './PlaceSection.tsx';
import { StageSection } from './StageSection.tsx';
import type { SectionProps } from './sectionProps.ts';
import { TextSection, TimesSection } from './TextSections.tsx';
import type { DeskWords } from './words.ts';

type Props = {
  id: string;
  paneRef: RefObject<HTMLElement | null>;
  onClose: () => void;
  onCopy: (number: string) => void;
  now: number;
  zone: string;
  names: Names;
  words: DeskWords;
};

/** Everything of one case beside the queue (案件详情). Contact data is shown for a reason only. */
export function Detail(props: Props): ReactNode {
  const { words } = props;
  const errorText = useErrorText();
  const found = useCase(props.id);
  const row = found.data;
  return (
    <section className={detailStyles['detail']} aria-label={words.detail} ref={props.paneRef} tabIndex={-1}>
      <header className={detailStyles['head']}>
        <div className={detailStyles['number']} data-part="detail-number">
          <span>{row?.sourceId ?? props.id}</span>
          <Button
            disabled={row === undefined}
            onPress={() => row && props.onCopy(row.sourceId)}
            kbd={keysOf('copy')[0] ?? ''}
          >
            {words.copy}
          </Button>
          <Spacer />
          <Button onPress={props.onClose} kbd="Esc">
            {words.close}
          </Button>
        </div>
        {row === undefined ? null : <Headline row={row} {...props} />}
      </header>
      <div className={detailStyles['body']}>
        {found.isError ? (
          <p className={detailStyles['error']} role="alert">
            {errorText(found.error)} <Button onPress={() => void found.refetch()}>{words.retry}</Button>
          </p>
        ) : null}
        {row === undefined ? (
          found.isError ? null : (
            <p className={styles['q-dim']}>{words.waiting}</p>
          )
        ) : (
          <Sections row={row} now={props.now} zone={props.zone} names={props.names} words={words} />
        )}
      </div>
    </section>
  );
}

function Headline({ row, now, zone, names, words }: Props & { row: CaseDetail }): ReactNode {
  const parent = names.parentCategory(row.categoryCode);
  return (
    <>
      <h2>{row.title}</h2>
      <p className={detailStyles['marks']}>
        <StatusMark state={stateOf(row)} />
        <LimitCell row={row} now={now} zone={zone} words={words} />
        {row.rework > 0 ? <span className={styles['q-rework']}>{words.rework(row.rework)}</span> : null}
      </p>
      <p className={detailStyles['sub']}>
        {parent === null ? names.caseCategory(row) : `${parent} / ${names.caseCategory(row)}`}
        {row.channel === null ? null : <span> · {row.channel}</span>}
        {row.org === null ? null : <span> · {names.org(row.org)}</span>}
        <span> · {names.source(row.source)}</span>
      </p>
      {row.hasContact ? <Contact key={row.id} id={row.id} words={words} /> : null}
    </>
  );
}

function Sections(props: SectionProps): ReactNode {
  const { row, words } = props;
  return (
    <>
      <OutboxList
        subject={{ case: row.id }}
        limit={10}
        saysNone={false}
        frame={(title, list) => (
          <section className={detailStyles['section']}>
            <h3>{title}</h3>
            {list}
          </section>
        )}
      />
      <PlaceSection {...props} />
      <StageSection {...props} />
      <LimitSection {...props} />
      <TextSection title={words.description} text={row.description} />
      <TextSection title={words.statusNotes} text={row.statusNotes} />
      {row.mediaUrl === null ? null : <Media url={row.mediaUrl} words={words} />}
      <ImportNotesSection {...props} />
      <HistorySection {...props} />
      <TimesSection {...props} />
      <Disclosure
        className={detailStyles['raw']}
        summary={
          <>
            {words.raw} <span className={styles['q-dim']}>{words.rawHint}</span>
          </>
        }
      >
        <pre>{JSON.stringify(row.raw, null, 2)}</pre>
      </Disclosure>
    </>
  );
}

/** Only http(s) is offered, and only on a press: a picture's server must not learn who looks at which case. */
function Media({ url, words }: { url: string; words: DeskWords }): ReactNode {
  const safe = /^https?:\/\//i.test(url);
  return (
    <section className={detailStyles['section']}>
      <h3>{words.media}</h3>
      {safe ? (
        <p>
          <a href={url} target="_blank" rel="noreferrer noopener">
            {words.openMedia} ↗
          </a>{' '}
          <span className={styles['q-dim']}>{words.mediaHint}</span>
        </p>
      ) : null}
      <p className={detailStyles['url']}>{url}</p>
    </section>
  );
}
