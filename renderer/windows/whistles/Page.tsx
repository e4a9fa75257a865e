import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { CLOCK_WORDS, LEVEL_WORDS, STAGE_WORDS } from '../../../shared/whistle/words.ts';
import { useWords } from '../../base/words.ts';
import { OutboxList } from '../../features/outbox/OutboxList.tsx';
import { useVacancy } from '../../live/queries/vacancy.ts';
import { useWhistle } from '../../live/whistles/whistleQueries.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { shortNumber, waitingName } from '../../ui/names.ts';
import { Spacer } from '../../ui/Spacer.tsx';
import { whistleStreets } from '../../ui/whistleStreets.ts';
import { ActBar } from './ActBar.tsx';
import type { BoardContext } from './boardContext.ts';
import { ClockText } from './ClockText.tsx';
import { kindShape, pressingLevel } from './columns.ts';
import { Evidence } from './Evidence.tsx';
import { Log } from './Log.tsx';
import { unitText } from './log/unitText.ts';
import pageStyles from './page.module.css';
import { pageWords } from './pageWords.ts';
import { SummonsColumns } from './SummonsColumns.tsx';
import { WhistleDetails } from './WhistleDetails.tsx';
import styles from './whistles.module.css';

type Props = {
  id: string;
  me: SessionState | null;
  child: number;
  onChild: (index: number) => void;
  onBack: () => void;
  onBlow: () => void;
  onRevise: (view: WhistleView) => void;
  paneRef: RefObject<HTMLElement | null>;
  parts: BoardContext;
};

/** One whistle: its clocks, whom it waits for, the departments side by side, what can be done, and the log. */
export function Page(props: Props): ReactNode {
  const { id, parts } = props;
  const page = useWords(pageWords);
  const query = useWhistle(id);
  const view = query.data;
  return (
    <article
      className={pageStyles['page']}
      data-part="w-page"
      ref={props.paneRef}
      tabIndex={-1}
      data-id={id}
      data-seq={view?.summary.seq}
      aria-label={parts.words.number(shortNumber(id))}
    >
      {view === undefined ? (
        <div className={pageStyles['page-head']}>
          <p role="status">{query.isError ? page.notFound : parts.words.reading}</p>
          {query.isError ? <Button onPress={() => void query.refetch()}>{page.retry}</Button> : null}
          <Button onPress={props.onBack}>
            {parts.words.back} <Kbd keys="Esc" />
          </Button>
        </div>
      ) : (
        <Loaded key={view.summary.id} {...props} view={view} />
      )}
    </article>
  );
}

function Loaded(props: Props & { view: WhistleView }): ReactNode {
  const { view, parts, me } = props;
  const page = useWords(pageWords);
  const [, setTick] = useState(0);
  const chosen = view.children[Math.min(props.child, view.children.length - 1)] ?? null;
  const { onChild } = props;
  const own = ownOf(view, me);
  // Whoever was summoned acts for themselves first.
  useEffect(() => {
    if (own >= 0) onChild(own);
  }, [own, onChild]);
  return (
    <>
      <Head view={view} parts={parts} onBack={props.onBack} />
      <div className={pageStyles['page-body']}>
        <div className={pageStyles['page-main']}>
          <section className={pageStyles['section']} aria-label={page.children}>
            {view.children.length === 0 ? (
              <p className={styles['dim']}>{page.noChildren}</p>
            ) : (
              <SummonsColumns
                view={view}
                chosen={chosen?.id ?? null}
                onChoose={props.onChild}
                parts={parts}
              />
            )}
          </section>
          <OutboxList
            subject={{ whistle: view.summary.id }}
            limit={20}
            saysNone={false}
            frame={(title, list) => (
              <section className={pageStyles['section']}>
                <h3>{title}</h3>
                {list}
              </section>
            )}
          />
          <WhistleDetails view={view} parts={parts} />
          {view.files.length === 0 ? null : (
            <section className={pageStyles['section']}>
              <h3>{page.files}</h3>
              <Evidence hashes={[...new Set(view.files.map(({ hash }) => hash))]} files={view.files} />
            </section>
          )}
          <Log view={view} parts={parts} />
        </div>
        <ActBar
          view={view}
          chosen={chosen}
          me={me}
          parts={parts}
          onBlow={props.onBlow}
          onRevise={() => props.onRevise(view)}
          onSent={() => setTick((tick) => tick + 1)}
        />
      </div>
    </>
  );
}

/** Place of the operator's own summons among the children, -1 where none is theirs. */
function ownOf(view: WhistleView, me: SessionState | null): number {
  if (me === null) return -1;
  return view.children.findIndex(
    ({ org, role, stage }) =>
      (role === null ? org === me.org : me.roles.includes(role)) &&
      stage !== 'released' &&
      stage !== 'replaced',
  );
}

function Head({
  view,
  parts,
  onBack,
}: {
  view: WhistleView;
  parts: BoardContext;
  onBack: () => void;
}): ReactNode {
  const page = useWords(pageWords);
  const isVacant = useVacancy();
  const { summary } = view;
  const { names, words, now, time } = parts;
  const { language } = names;
  const own = view.clocks.filter((clock) => clock.summons === null);
  return (
    <header className={pageStyles['page-head']}>
      <div className={pageStyles['page-title']} data-part="w-page-title">
        <span className={styles['kind']} data-kind={summary.kind}>
          <i aria-hidden="true">{kindShape(summary.kind)}</i> {summary.kindName}
        </span>
        <h2>{summary.subject}</h2>
        <code>{shortNumber(summary.id)}</code>
        <b className={pageStyles['stage']} data-part="w-stage">
          {STAGE_WORDS[summary.stage][language]}
        </b>
        <span className={styles['level']} data-part="w-level" data-level={pressingLevel(summary)}>
          {words.levelMark(summary.level)} {LEVEL_WORDS[summary.level][language]}
        </span>
        {summary.supervised ? <b className={pageStyles['supervised']}>▲ {words.supervised}</b> : null}
        <span>{whistleStreets(summary, names.org)}</span>
        <span>{words.arrivedOf(summary.arrived, summary.expected)}</span>
        {summary.rework > 0 ? <span>{words.rework(summary.rework)}</span> : null}
        {summary.round > 1 ? <span>{words.round(summary.round)}</span> : null}
        <Spacer />
        <Button onPress={onBack}>
          {words.back} <Kbd keys="Esc" />
        </Button>
      </div>
      <div className={pageStyles['page-clocks']}>
        {own.map((clock) => (
          <span key={clock.id} data-part="w-own-clock" title={page.source(clock.source)}>
            <b>{CLOCK_WORDS[clock.kind][language]}</b> <ClockText clock={clock} now={now} words={words} />{' '}
            <span className={styles['dim']}>
              {[
                clock.limit === null
                  ? ''
                  : `${page.limit} ${clock.limit.amount} ${unitText(clock.limit.unit, language)}`,
                clock.dueAt === null ? (clock.gap ?? '') : page.due(time(clock.dueAt)),
                clock.source,
              ]
                .filter((text) => text !== '')
                .join(' · ')}
            </span>
          </span>
        ))}
      </div>
      {summary.waiting.length === 0 ? null : (
        <ul className={pageStyles['page-waiting']} data-part="w-page-waiting" aria-label={page.waiting}>
          {summary.waiting.map((waiting) => (
            <li
              key={`${waiting.org}${waiting.what.en}${waiting.summons ?? ''}`}
              data-overdue={waiting.overdue}
            >
              {waiting.overdue ? '▲ ' : ''}
              <b>{waitingName(waiting, names)}</b> {waiting.what[language]}
              {isVacant(waiting.org, waiting.roles) ? <b data-part="w-vacant"> ▲ {page.vacant}</b> : null}
              {waiting.dueAt === null ? '' : ` · ${page.due(time(waiting.dueAt))}`}
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}
