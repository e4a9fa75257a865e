import { useState } from 'react';
import type { PublicationDetail } from '../../../shared/contract/assessmentPublication.ts';
import { type PublicationStep, takeStep } from '../../live/queries/assessment.ts';
import { toast } from '../../ui/kit/toast.ts';
import type { AssessmentWords } from './words.ts';

/** Takes one step at a time; what refused it stays in sight until the next. */
export function useStep(
  words: AssessmentWords,
  onDone: (step: PublicationStep, after: PublicationDetail) => void,
): { take: (step: PublicationStep) => void; busy: boolean; error: unknown } {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  return {
    busy,
    error,
    take(step) {
      if (busy) return;
      setBusy(true);
      setError(null);
      takeStep(step)
        .then((after) => {
          toast('done', words[`done_${step.type}`]);
          onDone(step, after);
        })
        .catch(setError)
        .finally(() => setBusy(false));
    },
  };
}
