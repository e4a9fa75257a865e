import { type ReactNode, useRef, useState } from 'react';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { storeFile } from '../../live/whistles/sendCommand.ts';
import { FileField } from '../../ui/kit/FileField.tsx';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';
import styles from './whistles.module.css';

type Props = {
  /** Sums (several files) or the attachment itself (`single`). */
  value: readonly unknown[];
  onChange: (value: unknown[]) => void;
  single: boolean;
};

const ACCEPT = ['image/*', 'application/pdf', '.doc', '.docx', '.xls', '.xlsx'];

/** Photos and documents, stored at once and named by their sum; the service says which types and sizes it takes. */
export function FilesField({ value, onChange, single }: Props): ReactNode {
  const words = useWords(actWords);
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const names = useRef(new Map<string, string>());
  const store = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setError(null);
    const added: unknown[] = [];
    try {
      for (const file of files) {
        const stored = await storeFile(file);
        names.current.set(stored.hash, stored.name);
        added.push(single ? stored : stored.hash);
      }
    } catch (reason) {
      setError(reason);
    }
    onChange(single ? added.slice(-1) : [...new Set([...value, ...added])]);
    setBusy(false);
  };
  const nameOf = (each: unknown): string => {
    const stored = Attachment.safeParse(each);
    if (stored.success) return stored.data.name;
    return names.current.get(String(each)) ?? String(each).slice(0, 10);
  };
  return (
    <span className={actStyles['files-field']} data-part="w-files-field">
      <FileField
        label={words.chooseFile}
        accept={ACCEPT}
        multiple={!single}
        onFiles={(files) => void store(files)}
      >
        {null}
      </FileField>
      {busy ? <span className={styles['dim']}>{words.uploading}</span> : null}
      {value.map((each) => (
        <span key={nameOf(each)}>✓ {nameOf(each)}</span>
      ))}
      {error === null ? null : (
        <span className={actStyles['bad']} data-part="w-bad">
          {errorText(error)}
        </span>
      )}
    </span>
  );
}
