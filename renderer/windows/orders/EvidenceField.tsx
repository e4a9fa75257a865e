import { type ReactNode, useState } from 'react';
import { acceptedByChooser } from '../../../shared/evidence/kinds.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { storeFile } from '../../live/whistles/attachments.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { FileField } from '../../ui/kit/FileField.tsx';
import styles from './orders.module.css';
import type { OrderWords } from './words.ts';

type Props = {
  /** Sums of stored files. */
  value: readonly string[];
  onChange: (value: string[]) => void;
  words: OrderWords;
};

const ACCEPT = acceptedByChooser();

/** Evidence (证据材料), stored at once and named by its sum. One that is not taken does not hold up the others. */
export function EvidenceField({ value, onChange, words }: Props): ReactNode {
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [failed, setFailed] = useState<{ name: string; error: unknown }[]>([]);
  const store = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setFailed([]);
    const added: string[] = [];
    for (const file of files) {
      try {
        const { hash, name } = await storeFile(file);
        setNames((before) => ({ ...before, [hash]: name }));
        added.push(hash);
      } catch (error) {
        setFailed((before) => [...before, { name: file.name, error }]);
      }
    }
    onChange([...new Set([...value, ...added])]);
    setBusy(false);
  };
  return (
    <div className={styles['files']} data-part="o-files">
      <span className={styles['dim']}>{words.field_evidence}</span>
      <FileField label={words.chooseFile} accept={ACCEPT} multiple onFiles={(files) => void store(files)}>
        {null}
      </FileField>
      {busy ? <span className={styles['dim']}>{words.uploading}</span> : null}
      {value.map((hash) => (
        <span key={hash}>✓ {names[hash] ?? hash.slice(0, 10)}</span>
      ))}
      {failed.map(({ name, error }) => (
        <ErrorLine key={name}>
          {name} {errorText(error)}
        </ErrorLine>
      ))}
    </div>
  );
}
