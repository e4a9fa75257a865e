import type { ReactNode } from 'react';
import { FileField } from '../../ui/kit/FileField.tsx';
import type { ConnWords } from './words.ts';

type Props = { busy: boolean; again: boolean; onFile: (file: File) => void; words: ConnWords };

const KINDS = ['.csv', '.tsv', '.txt', '.json', '.ndjson', '.jsonl', '.geojson'];

/** A file chosen from the disk or dropped here. */
export function FileDrop({ busy, again, onFile, words }: Props): ReactNode {
  return (
    <FileField
      label={busy ? words.reading : again ? words.otherFile : words.choose}
      accept={KINDS}
      multiple={false}
      variant="primary"
      disabled={busy}
      onFiles={([file]) => {
        if (file !== undefined) onFile(file);
      }}
    >
      <span>{words.drop}</span>
      <p className="conn-dim file-kinds">{words.fileKinds}</p>
    </FileField>
  );
}
