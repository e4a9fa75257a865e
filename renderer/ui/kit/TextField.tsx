import type { CompositionEvent, KeyboardEvent, ReactNode, Ref } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import { Kbd } from '../Kbd.tsx';
import fieldStyles from './Field.module.css';
import { FieldParts, type FieldTexts, fieldProps } from './Field.tsx';
import styles from './TextField.module.css';

type Props = FieldTexts & {
  value: string;
  onChange: (text: string) => void;
  type?: 'text' | 'password' | 'search';
  placeholder?: string;
  maxLength?: number;
  /** How the browser may fill it; `off` where nothing is said. */
  autoComplete?: string;
  inputMode?: 'text' | 'url' | 'numeric';
  disabled?: boolean;
  /** Takes the focus when it appears. Inside a Dialog too. */
  autoFocus?: boolean;
  describedBy?: string;
  onBlur?: () => void;
  /** Enter, but not the one that ends an input method's composition. */
  onEnter?: (event: KeyboardEvent<HTMLInputElement>) => void;
  onCompositionStart?: () => void;
  onCompositionEnd?: (event: CompositionEvent<HTMLInputElement>) => void;
  inputRef?: Ref<HTMLInputElement>;
};

/** One line of text. */
export function TextField(props: Props): ReactNode {
  return (
    <AriaTextField
      {...fieldProps(props)}
      value={props.value}
      onChange={props.onChange}
      type={props.type ?? 'text'}
      maxLength={props.maxLength}
      autoComplete={props.autoComplete ?? 'off'}
      inputMode={props.inputMode}
      isDisabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      aria-describedby={props.describedBy}
      onBlur={props.onBlur}
      spellCheck="false"
    >
      <FieldParts texts={props}>
        <span className={styles['line']}>
          <Input
            ref={props.inputRef}
            className={fieldStyles['box'] ?? ''}
            placeholder={props.placeholder}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) props.onEnter?.(event);
            }}
            onCompositionStart={props.onCompositionStart}
            onCompositionEnd={props.onCompositionEnd}
          />
          {props.kbd === undefined || props.labelPlace !== 'hidden' ? null : <Kbd keys={props.kbd} />}
        </span>
      </FieldParts>
    </AriaTextField>
  );
}
