import { type ReactNode, useRef, useState } from 'react';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import { hasEndingOf } from '../../../shared/evidence/fileName.ts';
import { acceptedByChooser, kindOfType } from '../../../shared/evidence/kinds.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { storeFile } from '../../live/whistles/attachments.ts';
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

const ACCEPT = acceptedByChooser();

/** Photos and documents, stored at once and named by their sum. One that is not taken does not hold up the others. */
export function FilesField({ value, onChange, single }: Props): ReactNode {
  const words = useWords(actWords);
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ name: string; error: unknown }[]>([]);
  const stored = useRef(new Map<string, Attachment>());
  const store = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setFailed([]);
    const added: unknown[] = [];
    for (const file of files) {
      try {
        const attachment = await storeFile(file);
        stored.current.set(attachment.hash, attachment);
        added.push(single ? attachment : attachment.hash);
      } catch (error) {
        setFailed((before) => [...before, { name: file.name, error }]);
      }
    }
    onChange(single ? (added.length > 0 ? added.slice(-1) : [...value]) : [...new Set([...value, ...added])]);
    setBusy(false);
  };
  const textOf = (each: unknown): string => {
    const own = Attachment.safeParse(each);
    const known = own.success ? own.data : stored.current.get(String(each));
    if (known === undefined) return String(each).slice(0, 10);
    const kind = kindOfType(known.mediaType);
    if (kind === null || hasEndingOf(known.name, kind)) return known.name;
    return words.trueKind(known.name, kind.name);
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
        <span key={textOf(each)}>✓ {textOf(each)}</span>
      ))}
      {failed.map(({ name, error }) => (
        <span key={name} className={actStyles['bad']} data-part="w-bad" role="alert">
          {words.fileProblem(name, errorText(error))}
        </span>
      ))}
    </span>
  );
}
