import { type ReactNode, useState } from 'react';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { fileNameFor, hasEndingOf } from '../../../shared/evidence/fileName.ts';
import { kindOfType } from '../../../shared/evidence/kinds.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { downloadAttachment, useViewTicket, viewAddress } from '../../live/whistles/attachments.ts';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import styles from './evidence.module.css';
import { evidenceWords } from './evidenceWords.ts';
import { PhotoDialog } from './PhotoDialog.tsx';

type File = WhistleView['files'][number];

/**
 * Files by their sums: photos to look at, videos and recordings to play, everything to download. A file goes by the name that
 * its download gets; where the one it was handed in under claims another kind, that stands beside it.
 */
export function Evidence({
  hashes,
  files,
}: {
  hashes: readonly string[];
  files: WhistleView['files'];
}): ReactNode {
  const words = useWords(evidenceWords);
  const errorText = useErrorText();
  const [error, setError] = useState<unknown>(null);
  const [enlarged, setEnlarged] = useState<File | null>(null);
  const ticket = useViewTicket().data?.ticket ?? null;
  const download = (hash: string, name: string): void => {
    setError(null);
    downloadAttachment(hash, name).catch(setError);
  };
  return (
    <>
      <ul className={styles['files']}>
        {hashes.map((hash) => {
          const file = files.find((each) => each.hash === hash);
          const kind = file === undefined ? null : kindOfType(file.mediaType);
          const name = file === undefined ? hash.slice(0, 10) : savedName(file);
          return (
            <li key={hash} data-part="w-file">
              {file === undefined || ticket === null ? null : (
                <Shown file={file} ticket={ticket} onEnlarge={() => setEnlarged(file)} />
              )}
              <DownloadButton name={name} onPress={() => download(hash, name)} />
              {file === undefined || kind === null || hasEndingOf(file.name, kind) ? null : (
                <p className={styles['true-kind']} data-part="w-true-kind">
                  {words.trueKind(kind.name, file.name)}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {error === null ? null : <p role="alert">{errorText(error)}</p>}
      {enlarged === null || ticket === null ? null : (
        <PhotoDialog
          name={savedName(enlarged)}
          address={addressOf(enlarged, ticket)}
          onDownload={() => download(enlarged.hash, savedName(enlarged))}
          onClose={() => setEnlarged(null)}
        />
      )}
    </>
  );
}

function DownloadButton({ name, onPress }: { name: string; onPress: () => void }): ReactNode {
  const words = useWords(evidenceWords);
  return (
    <RowButton className={styles['download']} onClick={onPress} aria-label={words.download(name)}>
      ↓ {name}
    </RowButton>
  );
}

/** The name under which a file is saved, with the ending of what it is. */
function savedName({ name, mediaType }: File): string {
  return fileNameFor(name, kindOfType(mediaType));
}

function addressOf({ hash, mediaType }: File, ticket: string): string {
  return viewAddress(hash, ticket, kindOfType(mediaType)?.shown === 'preview' ? 'preview' : 'file');
}

/** What is shown of a file beside its name; nothing of a document. */
function Shown({
  file,
  ticket,
  onEnlarge,
}: {
  file: File;
  ticket: string;
  onEnlarge: () => void;
}): ReactNode {
  const words = useWords(evidenceWords);
  const [failed, setFailed] = useState(false);
  const kind = kindOfType(file.mediaType);
  if (kind === null || kind.group === 'document') return null;
  if (failed || kind.shown === 'no')
    return (
      <p className={styles['not-shown']} data-part="w-not-shown">
        {kind.group === 'photo' ? words.noPreview : words.notPlayed}
      </p>
    );
  const address = addressOf(file, ticket);
  const onError = (): void => setFailed(true);
  if (kind.group === 'photo')
    return (
      <RowButton
        className={styles['thumbnail']}
        onClick={onEnlarge}
        aria-label={words.enlarge(savedName(file))}
      >
        <img src={address} alt="" loading="lazy" decoding="async" onError={onError} />
      </RowButton>
    );
  const player = {
    src: address,
    controls: true,
    preload: 'metadata',
    onError,
    'aria-label': savedName(file),
  } as const;
  // Evidence has no captions.
  if (kind.group === 'recording') return <audio {...player} className={styles['recording']} />;
  return <video {...player} className={styles['video']} playsInline />;
}
