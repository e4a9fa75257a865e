import type { ReactNode } from 'react';
import type { SummonsView, WhistleView } from '../../../shared/contract/whistleView.ts';
import { CLOCK_WORDS, PART_WORDS, SUMMONS_WORDS } from '../../../shared/whistle/words.ts';
import { PUNCTUATION, usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { Appeals } from './Appeals.tsx';
import type { BoardContext } from './boardContext.ts';
import { ClockText } from './ClockText.tsx';
import { Evidence } from './Evidence.tsx';
import { ExemptMarks } from './ExemptMarks.tsx';
import { unitText } from './log/unitText.ts';
import pageStyles from './page.module.css';
import { pageWords } from './pageWords.ts';
import { summonsName } from './summonsName.ts';
import { STEPS, stepsEnteredAfterwards, stepsOf } from './summonsSteps.ts';
import styles from './whistles.module.css';

type Props = {
  view: WhistleView;
  chosen: string | null;
  onChoose: (index: number) => void;
  parts: BoardContext;
};

/** The summoned departments and leaders side by side, each with its line of steps, clocks, objections and marks. */
export function SummonsColumns({ view, chosen, onChoose, parts }: Props): ReactNode {
  return (
    <div className={pageStyles['children']}>
      {view.children.map((child, index) => (
        <Child
          key={child.id}
          child={child}
          index={index}
          view={view}
          on={child.id === chosen}
          onChoose={() => onChoose(index)}
          parts={parts}
        />
      ))}
    </div>
  );
}

function Child(props: {
  child: SummonsView;
  index: number;
  view: WhistleView;
  on: boolean;
  onChoose: () => void;
  parts: BoardContext;
}): ReactNode {
  const { child, index, view, on, parts } = props;
  const { names, now, words, time } = parts;
  const { language } = names;
  const marks = PUNCTUATION[language];
  const page = useWords(pageWords);
  const { made, at } = stepsOf(child);
  const gone = child.stage === 'released' || child.stage === 'replaced';
  const steps =
    child.part === 'leader' ? STEPS.filter((step) => step === 'notified' || step === 'arrived') : STEPS;
  const entered = stepsEnteredAfterwards(view.log, child.id);
  const vouches = (view.backEntries ?? []).filter(({ summons }) => summons === child.id);
  const unvouched = vouches.filter(({ vouch }) => vouch === 'named').length;
  const disowned = vouches.filter(({ vouch }) => vouch === 'disowned').length;
  const backEntered = [
    page.backEntered(child.backEntries),
    ...(unvouched > 0 ? [page.unvouched(unvouched)] : []),
    ...(disowned > 0 ? [page.disowned(disowned)] : []),
  ];
  const clocks = view.clocks.filter((clock) => clock.summons === child.id);
  const extensions = view.extensions.filter((each) => each.summons === child.id);
  return (
    <section
      className={pageStyles['child']}
      data-part="w-child"
      data-on={on}
      data-gone={gone}
      aria-label={summonsName(child, parts.names)}
    >
      <RowButton
        className={pageStyles['child-head']}
        data-part="w-child-head"
        aria-pressed={on}
        onClick={props.onChoose}
      >
        <Kbd keys={String(index + 1)} />
        <b>{summonsName(child, parts.names)}</b>
        <span className={pageStyles['part']} data-part="w-part">
          {PART_WORDS[child.part][language]}
        </span>
        <span className={pageStyles['child-stage']} data-part="w-child-stage">
          {SUMMONS_WORDS[child.stage][language]}
        </span>
      </RowButton>
      <p className={pageStyles['marks']} data-part="w-marks">
        {child.noShow && child.arrivedAt === null ? <b data-bad="true">▲ {page.noShow}</b> : null}
        {child.late ? <b data-bad="true">▲ {page.late}</b> : null}
        {child.yellowCards > 0 ? <b data-bad="true">■ {page.yellow(child.yellowCards)}</b> : null}
        <ExemptMarks exempt={child.exempt} />
        {child.onBehalf > 0 ? (
          <b className={pageStyles['behalf']}>⊕ {page.onBehalf(child.onBehalf)}</b>
        ) : null}
        {child.backEntries > 0 ? (
          <b className={pageStyles['behalf']} data-part="w-back-entered">
            ※ {backEntered.join(marks.semicolon)}
          </b>
        ) : null}
        {child.mayLeave ? <span>{page.mayLeave}</span> : null}
        {(child.predecessors ?? []).map((before) => (
          <Predecessor key={before.until} before={before} name={parts.names.org(before.org)} />
        ))}
      </p>
      {clocks.map((clock) => (
        <p key={clock.id} className={pageStyles['child-clock']} title={page.source(clock.source)}>
          <b>{CLOCK_WORDS[clock.kind][language]}</b>
          {clock.kind === 'object' && clock.dueAt !== null && clock.dueAt <= now ? (
            // Nobody is late who did not object.
            <span className={styles['dim']}>{page.windowClosed}</span>
          ) : (
            <ClockText clock={clock} now={now} words={words} />
          )}
          <span className={styles['dim']}>
            {clock.dueAt === null ? '' : page.due(time(clock.dueAt))}
            {clock.limit === null
              ? ''
              : `${marks.open}${page.limit} ${clock.limit.amount} ${unitText(clock.limit.unit, language)}${marks.close}`}
          </span>
        </p>
      ))}
      <ol className={pageStyles['steps']}>
        {steps.map((step) => {
          const when = made.get(step);
          const state = step === at ? 'at' : made.has(step) ? 'made' : 'open';
          return (
            <li key={step} data-state={state}>
              <i aria-hidden="true">{{ at: '◉', made: '●', open: '○' }[state]}</i> {page[`step_${step}`]}
              {when === null || when === undefined ? null : <time>{time(when)}</time>}
              {entered.has(step) ? <b className={pageStyles['behalf']}>※ {page.backEnteredStep}</b> : null}
            </li>
          );
        })}
      </ol>
      {child.arrivedBy === null ? null : <p>{page.by(child.arrivedBy)}</p>}
      {child.leftAt === null ? null : <p>{page.left(time(child.leftAt))}</p>}
      {child.excusedUntil === null ? null : <p>{page.excused(time(child.excusedUntil))}</p>}
      {child.objection === null ? null : (
        <p className={pageStyles['objection']}>
          <b>
            {page.objection} {rulingText(page, child.objection.ruling)}
          </b>
          <br />
          {page.objected(child.objection.reason, names.org(child.objection.proposes))}
        </p>
      )}
      <Appeals summons={child.id} view={view} parts={parts} />
      {extensions.map((each) => (
        <p key={each.id}>
          <b>{page.extension}</b> +{each.add} {unitText(each.unit, language)} {page[`ext_${each.decision}`]} ·{' '}
          {each.reason}
        </p>
      ))}
      {child.result === null ? null : (
        <div className={pageStyles['result']}>
          <b>{child.stage === 'working' ? page.resultBefore : page.result}</b> {child.result.text}
          <Evidence hashes={child.result.files} files={view.files} />
        </div>
      )}
      <p className={classes(styles['dim'], pageStyles['basis'])}>
        {child.part === 'leader'
          ? page.byKind
          : child.basis === null
            ? `${page.designated} ${child.reason ?? ''}`
            : `${page.basis} ${child.basis}`}
      </p>
    </section>
  );
}

function rulingText(
  page: Record<'ruling_pending' | 'ruling_upheld' | 'ruling_overruled', string>,
  ruling: string,
): string {
  if (ruling === 'upheld') return page.ruling_upheld;
  return ruling === 'overruled' ? page.ruling_overruled : page.ruling_pending;
}

/** Whom a department has taken over from (划转), and what stays counted there. */
function Predecessor({
  before,
  name,
}: {
  before: NonNullable<WhistleView['children'][number]['predecessors']>[number];
  name: string;
}): ReactNode {
  const page = useWords(pageWords);
  const { comma } = usePunctuation();
  const marks = [
    before.late ? page.late : before.noShow ? page.noShow : null,
    before.yellowCards > 0 ? page.yellow(before.yellowCards) : null,
  ].flatMap((mark) => mark ?? []);
  return (
    <span className={styles['dim']} data-part="w-predecessor">
      {page.tookOver(name)}
      {marks.length === 0 ? '' : ` · ${page.countedThere(marks.join(comma))}`}
    </span>
  );
}
