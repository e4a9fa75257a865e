import type { ReactNode } from 'react';
import { useWords } from '../base/words.ts';
import { useErrorText } from '../live/client/errorText.ts';
import { ErrorLine } from './ErrorLine.tsx';
import { Button } from './kit/Button.tsx';
import { uiWords } from './uiWords.ts';

type Props = { of: { isError: boolean; error: unknown; refetch: () => unknown } };

/**
 * Stands in the place of a list that could not be read, says why and asks again on request; nothing where it was read. An
 * empty list would say that there is none.
 */
export function ReadFailure({ of: { isError, error, refetch } }: Props): ReactNode {
  const words = useWords(uiWords);
  const errorText = useErrorText();
  return isError ? (
    <ErrorLine>
      {errorText(error)} <Button onPress={() => void refetch()}>{words.retry}</Button>
    </ErrorLine>
  ) : null;
}
