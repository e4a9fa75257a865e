import type { ReactNode } from 'react';
import type { PublicationDetail } from '../../../shared/contract/assessmentPublication.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useZone } from '../../live/link/clock.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import styles from './assessment.module.css';
import { momentText, periodText } from './periods.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { useStep } from './useStep.ts';
import type { AssessmentWords } from './words.ts';

type Props = {
  publication: PublicationDetail;
  nameOf: (unit: string) => string;
  onClose: () => void;
  words: AssessmentWords;
};

/** Draft list, appeals with their two reviews, final list and corrections of a frozen period. */
export function Process({ publication, nameOf, onClose, words }: Props): ReactNode {
  const zone = useZone();
  const errorText = useErrorText();
  const { take, busy, error } = useStep(words, (step) => {
    if (step.type === 'withdraw') onClose();
  });
  const { id, rights, version, appeals, corrections, stage } = publication;
  return (
    <Dialog
      title={`${words.process} · ${periodText(publication.period, zone)} · ${words[`state_${stage}`]}`}
      onClose={onClose}
      className={styles['process']}
      part="assessment-process"
    >
      {error === null ? null : <p role="alert">{errorText(error)}</p>}
      <p>{words.appealsUntil(momentText(publication.appealsUntil, zone))}</p>
      <p className={styles['dim']}>{words.whoMay}</p>
      <h3>{appeals.length === 0 ? words.noAppeals : words.appeals(appeals.length)}</h3>
      <ul className={styles['appeals']}>
        {appeals.map((appeal) => (
          <li key={appeal.id} data-part="appeal">
            <b>
              <code>{appeal.caseId}</code> {nameOf(appeal.org)} · {words[`outcome_${appeal.outcome}`]} ·{' '}
              {words.reviewsDone(appeal.reviews.length)}
            </b>
            <p>{appeal.reason}</p>
            {appeal.reviews.map((review) => (
              <p key={review.by} className={styles['dim']}>
                {review.grant ? words.grant : words.refuse}: {review.reason}
              </p>
            ))}
            {rights.review && appeal.outcome === 'open' ? (
              <ReasonForm
                form={`${id}:review:${appeal.id}`}
                withCase={false}
                busy={busy}
                words={words}
                acts={[true, false].map((grant) => ({
                  label: grant ? words.grant : words.refuse,
                  danger: !grant,
                  run: ({ reason }) => take({ type: 'review', id, appeal: appeal.id, grant, reason }),
                }))}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {rights.appeal ? (
        <section>
          <h3>{words.appeal}</h3>
          <ReasonForm
            form={`${id}:appeal`}
            withCase
            busy={busy}
            words={words}
            acts={[
              {
                ...{ label: words.send, danger: false },
                run: ({ caseId, reason }) => take({ type: 'appeal', id, caseId, reason }),
              },
            ]}
          />
        </section>
      ) : null}
      {rights.publish ? (
        <section>
          <Button
            variant="primary"
            hint={words.publishHint}
            disabled={busy}
            disabledReason={
              publication.now <= publication.appealsUntil
                ? words.appealsRun(momentText(publication.appealsUntil, zone))
                : appeals.some(({ outcome }) => outcome === 'open')
                  ? words.appealsLeft
                  : null
            }
            onPress={() => take({ type: 'publish', id, seen: version })}
          >
            {words.publish}
          </Button>
          <h3>{words.withdraw}</h3>
          <ReasonForm
            form={`${id}:withdraw`}
            withCase={false}
            busy={busy}
            words={words}
            acts={[
              {
                label: words.withdraw,
                danger: true,
                run: ({ reason }) => take({ type: 'withdraw', id, reason }),
              },
            ]}
          />
        </section>
      ) : null}
      {rights.correct ? (
        <section>
          <h3>{words.correct}</h3>
          <ReasonForm
            form={`${id}:correct`}
            withCase
            busy={busy}
            words={words}
            acts={(['on-time', 'left-out'] as const).map((as) => ({
              label: `${words.correctAs}${words[`as_${as}`]}`,
              danger: true,
              run: ({ caseId, reason }) => take({ type: 'correct', id, seen: version, caseId, as, reason }),
            }))}
          />
        </section>
      ) : null}
      {corrections.length === 0 ? null : (
        <section>
          <h3>{words.corrections}</h3>
          <ul>
            {corrections.map((correction) => (
              <li key={`${correction.at}${correction.caseId}`}>
                {momentText(correction.at, zone)} <code>{correction.caseId}</code>{' '}
                {words[`as_${correction.as}`]}: {correction.reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}
