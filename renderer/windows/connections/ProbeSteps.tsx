import type { ReactNode } from 'react';
import type { ProbeReport } from '../../../shared/contract/sources.ts';
import { skewText } from './skew.ts';
import type { ConnWords } from './words.ts';

type Props = { busy: boolean; report: ProbeReport | null; words: ConnWords };

/** What was asked of the server and what it said, line by line. */
export function ProbeSteps({ busy, report, words }: Props): ReactNode {
  return (
    <div aria-live="polite">
      {busy ? (
        <p className="wizard-busy">
          <span aria-hidden="true" className="wizard-spin" /> {words.probing}
        </p>
      ) : null}
      {report === null || busy ? null : (
        <>
          <ol className="probe-steps">
            {report.steps.map((step) => (
              <li key={step.what} data-ok={step.ok}>
                <span aria-hidden="true">{step.ok ? '✓' : '✕'}</span>
                <b>{step.what}</b>
                <span>{step.detail}</span>
              </li>
            ))}
          </ol>
          <p className="probe-end" data-ok={report.ok}>
            {report.ok ? words.probeOk : words.probeBad}
            {report.services === null ? null : <span> · {words.services(String(report.services))}</span>}
            {report.ok ? (
              <span>
                {' '}
                · {words.skew} {skewText(report.skewMs, words)}
              </span>
            ) : null}
          </p>
        </>
      )}
    </div>
  );
}
