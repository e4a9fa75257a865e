import { type ReactNode, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Button, type ButtonVariant } from './Button.tsx';
import styles from './FileField.module.css';

type Props = {
  /** On the button. */
  label: string;
  /** Endings with their dot, e.g. `.csv`, or kinds, e.g. `image/*`. */
  accept: readonly string[];
  multiple: boolean;
  onFiles: (files: File[]) => void;
  disabled?: boolean;
  variant?: ButtonVariant;
  /** Beside the button: that files may be dropped here, which kinds. */
  children: ReactNode;
};

/** Files from the disk, chosen by the button or dropped on the box around it. */
export function FileField(props: Props): ReactNode {
  const { onFiles, multiple } = props;
  const [over, setOver] = useState(false);
  const take = (list: FileList | null): void => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the button is the keyboard's
    <div
      className={styles['drop']}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <FileTrigger acceptedFileTypes={props.accept} allowsMultiple={multiple} onSelect={take}>
        <Button variant={props.variant ?? 'plain'} disabled={props.disabled ?? false}>
          {props.label}
        </Button>
      </FileTrigger>
      {props.children}
    </div>
  );
}
