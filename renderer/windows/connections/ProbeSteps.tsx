import { type ReactNode, useEffect, useState } from 'react';
import type { ProbeReport } from '../../../shared/contract/sources.ts';
import { sentErrorText } from '../../../shared/errors/errorText.ts';
import { PROBE_STEPS } from '../../../shared/errors/upstream/probe.ts';
import { usePrefs } from '../../base/prefs.ts';
import { skewText } from './clockSkew.ts';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

type Props = { busy: boolean; report: ProbeReport | null; words: ConnWords };

/** The lines of the probe report. */
export function ProbeSteps({ busy, report, words }: Props): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  return (
    <div aria-live="polite">
      {busy ? <Waiting words={words} /> : null}
      {report === null || busy ? null : (
        <>
          <ol className={wizardStyles['probe-steps']}>
            {report.steps.map((step) => (
              <li key={`${step.step} ${step.code}`} data-ok={step.ok}>
                <span aria-hidden="true">{step.ok ? '✓' : '×'}</span>
                <b>{PROBE_STEPS[step.step][language]}</b>
                <span>{sentErrorText({ ...step, message: step.detail }, language)}</span>
              </li>
            ))}
          </ol>
          <p
            className={wizardStyles['probe-end']}
            data-ok={report.ok}
            hidden={report.layers !== undefined && report.layers.length > 0}
          >
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

/** Seconds since the probe began. Hidden from screen readers, which would announce every second. */
function Waiting({ words }: { words: ConnWords }): ReactNode {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p aria-live="off">
      <span aria-hidden="true" className={wizardStyles['wizard-spin']} /> {words.probing(seconds)}
    </p>
  );
}
