import type { ReactNode } from 'react';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { attachmentPath } from '../../live/whistleRoutes.ts';

/** Photos and documents by their sum; the name where the whistle knows it. Opens in a window of its own. */
export function FileLinks({
  hashes,
  files,
}: {
  hashes: readonly string[];
  files: WhistleView['files'];
}): ReactNode {
  return (
    <ul className="w-files">
      {hashes.map((hash) => (
        <li key={hash}>
          <a href={attachmentPath(hash)} target="_blank" rel="noreferrer">
            {files.find((file) => file.hash === hash)?.name ?? hash.slice(0, 10)}
          </a>
        </li>
      ))}
    </ul>
  );
}
