import { type ReactNode, useState } from 'react';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { openAttachment } from '../../live/whistles/attachments.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import pageStyles from './page.module.css';

/** Photos and documents by their sum; the name where the whistle knows it. Photos open in a tab of their own. */
export function FileLinks({
  hashes,
  files,
}: {
  hashes: readonly string[];
  files: WhistleView['files'];
}): ReactNode {
  const errorText = useErrorText();
  const [error, setError] = useState<unknown>(null);
  const open = (hash: string, name: string): void => {
    setError(null);
    openAttachment(hash, name).catch(setError);
  };
  const nameOf = (hash: string): string =>
    files.find((file) => file.hash === hash)?.name ?? hash.slice(0, 10);
  return (
    <>
      <ul>
        {hashes.map((hash) => (
          <li key={hash}>
            <RowButton className={pageStyles['file']} onClick={() => open(hash, nameOf(hash))}>
              {nameOf(hash)}
            </RowButton>
          </li>
        ))}
      </ul>
      {error === null ? null : <p role="alert">{errorText(error)}</p>}
    </>
  );
}
