import { type ReactNode, useId, useState } from 'react';
import type { ConnWords } from './words.ts';

type Props = { busy: boolean; again: boolean; onFile: (file: File) => void; words: ConnWords };

/** A file chosen from the disk or dropped here. */
export function FileDrop({ busy, again, onFile, words }: Props): ReactNode {
  const [over, setOver] = useState(false);
  const id = useId();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the field inside is the keyboard's
    <div
      className="file-drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file !== undefined) onFile(file);
      }}
    >
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,.geojson"
        disabled={busy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          // The same file again must count as a choice.
          event.target.value = '';
        }}
      />
      <label htmlFor={id} className="conn-primary">
        {busy ? words.reading : again ? words.otherFile : words.choose}
      </label>
      <span>{words.drop}</span>
      <p className="conn-dim">{words.fileKinds}</p>
    </div>
  );
}
