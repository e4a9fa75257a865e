import type { CompositionEvent, KeyboardEvent, ReactNode, Ref } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import { Kbd } from '../Kbd.tsx';
import fieldStyles from './Field.module.css';
import { FieldParts, type FieldTexts, fieldProps } from './Field.tsx';
import { steady } from './steady.ts';
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
  onFocus?: () => void;
  onBlur?: () => void;
  /** Enter, but not the one that ends an input method's composition. */
  onEnter?: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** Esc, under the same condition. It stays here: neither the dialog nor the window around the field takes it. */
  onEscape?: () => void;
  onCompositionStart?: () => void;
  onCompositionEnd?: (event: CompositionEvent<HTMLInputElement>) => void;
  inputRef?: Ref<HTMLInputElement>;
};

/** One line of text. */
export const TextField = steady(function TextField(props: Props): ReactNode {
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
      onFocus={props.onFocus}
      onBlur={props.onBlur}
      spellCheck="false"
    >
      <FieldParts texts={props}>
        <span className={styles['line']}>
          <Input
            ref={props.inputRef}
            className={fieldStyles['box'] ?? ''}
            placeholder={props.placeholder}
            data-focus={props.focusName}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter') props.onEnter?.(event);
              if (event.key !== 'Escape' || props.onEscape === undefined) return;
              event.preventDefault();
              event.stopPropagation();
              props.onEscape();
            }}
            onCompositionStart={props.onCompositionStart}
            onCompositionEnd={props.onCompositionEnd}
          />
          {props.kbd === undefined || props.labelPlace !== 'hidden' ? null : <Kbd keys={props.kbd} />}
        </span>
      </FieldParts>
    </AriaTextField>
  );
});
