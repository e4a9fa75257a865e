import type { ReactNode, Ref } from 'react';
import { TextArea as AriaTextArea, TextField } from 'react-aria-components';
import { classes } from './classes.ts';
import fieldStyles from './Field.module.css';
import { FieldParts, type FieldTexts, fieldProps } from './Field.tsx';
import { steady } from './steady.ts';
import styles from './TextArea.module.css';

type Props = FieldTexts & {
  value: string;
  onChange: (text: string) => void;
  /** Lines in sight. */
  rows: number;
  placeholder?: string;
  maxLength?: number;
  autoFocus?: boolean;
  onBlur?: () => void;
  areaRef?: Ref<HTMLTextAreaElement>;
};

/** Several lines of text. */
export const TextArea = steady(function TextArea(props: Props): ReactNode {
  return (
    <TextField
      {...fieldProps(props)}
      value={props.value}
      onChange={props.onChange}
      maxLength={props.maxLength}
      autoFocus={props.autoFocus ?? false}
      onBlur={props.onBlur}
      spellCheck="false"
    >
      <FieldParts texts={props}>
        <AriaTextArea
          ref={props.areaRef}
          rows={props.rows}
          placeholder={props.placeholder}
          data-focus={props.focusName}
          className={classes(fieldStyles['box'], styles['area'])}
        />
      </FieldParts>
    </TextField>
  );
});
