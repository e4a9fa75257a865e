import type { ReactNode } from 'react';
import type { ImportPreviewReport } from '../../../shared/contract/importPreview.ts';
import type { ReasonCount } from '../../../shared/contract/rowTally.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';
import { leftOutRows } from '../../../shared/source/leftOut.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { ProgressBar } from '../../ui/kit/ProgressBar.tsx';
import { AccountingTerm } from './Accounting.tsx';
import { CategoryList } from './CategoryList.tsx';
import checkStyles from './check.module.css';
import styles from './connections.module.css';
import { PreviewedRows } from './PreviewedRows.tsx';
import { Problem } from './Problem.tsx';
import type { ImportCheck } from './useImportCheck.ts';
import { WordList } from './WordList.tsx';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

type Props = {
  check: ImportCheck;
  mapping: FieldMapping;
  onChange: (mapping: FieldMapping) => void;
  words: ConnWords;
};

/** What would come of a list (预检), before anything of it is written: how far the check is, and what it found. */
export function CheckReport({ check, mapping, onChange, words }: Props): ReactNode {
  const { reading, isStale, isIncomplete } = check;
  const sentText = useSentErrorText();
  const isRunning = reading?.state === 'running';
  const percent =
    reading === null || reading.bytesTotal === 0
      ? 0
      : Math.floor((100 * reading.bytesRead) / reading.bytesTotal);
  return (
    <>
      {isIncomplete && reading === null ? <p className={styles['dim']}>{words.checkMissing}</p> : null}
      {isRunning ? (
        <div className={wizardStyles['import-bar']}>
          <ProgressBar label={words.check} percent={percent} />
          <span role="status">{words.checking(percent, count(reading.rows))}</span>
          <Button onPress={check.cancel}>{words.checkCancel}</Button>
        </div>
      ) : null}
      {reading?.state === 'cancelled' ? <p role="status">{words.checkCancelled}</p> : null}
      {reading?.error == null ? null : (
        <p role="alert" className={checkStyles['alarm']}>
          <span aria-hidden="true">× </span>
          {sentText(reading.error)}
        </p>
      )}
      <Problem error={check.error} words={words} />
      {isRunning || isIncomplete ? null : (
        <p className={styles['actions']} data-part="check-state" data-stale={isStale}>
          <Button variant={isStale ? 'primary' : 'plain'} disabled={check.busy} onPress={check.run}>
            {reading === null ? words.checkNow : words.checkAgain}
          </Button>
          {isStale ? (
            <span className={checkStyles['warn']} role="status">
              <span aria-hidden="true">◆ </span>
              {words.checkStale}
            </span>
          ) : (
            <span className={styles['dim']}>{words.checkHint}</span>
          )}
        </p>
      )}
      {reading?.report == null ? null : (
        <div className={checkStyles['report']} data-part="check-report" data-stale={isStale}>
          <Sums report={reading.report} words={words} />
          <Numbers report={reading.report} words={words} />
          <WordList tally={reading.report.tally} mapping={mapping} onChange={onChange} words={words} />
          <CategoryList tally={reading.report.tally} mapping={mapping} onChange={onChange} words={words} />
          <div className={checkStyles['reasons']}>
            <Reasons title={words.refusalsTitle} reasons={reading.report.tally.refusals} words={words} />
            <Reasons title={words.notesTitle} reasons={reading.report.tally.notes} words={words} />
            <Reasons title={words.placesTitle} reasons={reading.report.tally.notPlaced} words={words} />
          </div>
          <PreviewedRows report={reading.report} words={words} />
        </div>
      )}
    </>
  );
}

/** The figures as sums that the operator can check. */
function Sums({ report, words }: { report: ImportPreviewReport; words: ConnWords }): ReactNode {
  const { tally, leftOut, lettersLost, newCases, knownCases } = report;
  const left = leftOutRows(leftOut);
  const marks = usePunctuation();
  const parts = (['title', 'header', 'total', 'note'] as const)
    .filter((what) => leftOut[what] > 0)
    .map((what) => `${words[`left_${what}`]} ${leftOut[what]}`);
  const term = (sign: string, word: string, value: number, tone: string): ReactNode => (
    <AccountingTerm part="check-sum" {...{ sign, word, value, tone }} />
  );
  return (
    <>
      <div className={styles['accounting']}>
        {term('', words.sumRows, tally.rows, 'plain')}
        {term('=', words.sumClean, tally.clean, 'plain')}
        {term('+', words.sumNoted, tally.noted, tally.noted > 0 ? 'late' : 'plain')}
        {term('+', words.sumRefused, tally.refused, tally.refused > 0 ? 'late' : 'plain')}
      </div>
      <div className={styles['accounting']}>
        {term('', words.sumOpen, tally.open, 'plain')}
        {term('', words.sumClosed, tally.closed, 'plain')}
        {term('', words.sumNew, newCases, 'plain')}
        {knownCases === 0 ? null : term('', words.sumKnown, knownCases, 'plain')}
      </div>
      {left === 0 ? null : (
        <p className={styles['dim']} data-part="check-left-out">
          {words.leftOut(left, parts.join(marks.comma))}
        </p>
      )}
      {lettersLost === 0 ? null : <p className={checkStyles['warn']}>{words.lettersLost(lettersLost)}</p>}
    </>
  );
}

/** Numbers that stand again. */
function Numbers({ report, words }: { report: ImportPreviewReport; words: ConnWords }): ReactNode {
  const { ids } = report.tally;
  const { comma } = usePunctuation();
  return (
    <>
      {ids.repeated === 0 ? null : (
        <p className={checkStyles['alarm']} role="alert" data-part="check-repeated">
          <span aria-hidden="true">◆ </span>
          {words.idRepeated(count(ids.numbers), count(ids.repeated), ids.examples.join(comma))}
        </p>
      )}
      {ids.identical === 0 ? null : (
        <p className={checkStyles['warn']} data-part="check-identical">
          {words.idIdentical(count(ids.identical))}
        </p>
      )}
    </>
  );
}

function Reasons(props: { title: string; reasons: ReasonCount[]; words: ConnWords }): ReactNode {
  const { title, reasons, words } = props;
  const sentText = useSentErrorText();
  if (reasons.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={wizardStyles['import-notes']}>
        {reasons.map(({ reason, rows }) => (
          <li key={`${reason.code} ${JSON.stringify(reason.parameters)}`}>
            <b>{words.noteRows(rows)}</b> {sentText(reason)}
          </li>
        ))}
      </ul>
    </section>
  );
}
