import type { ReactNode, Ref } from 'react';
import { NumberField as AriaNumberField, Input } from 'react-aria-components';
import fieldStyles from './Field.module.css';
import { FieldParts, type FieldTexts, fieldProps } from './Field.tsx';
import { steady } from './steady.ts';

type Props = FieldTexts & {
  /** Null: empty. */
  value: number | null;
  /** Told when the field is left or Enter is pressed; null for an emptied field. */
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  /** What an arrow key adds; 1 where nothing is said. */
  step?: number;
  /** Digits after the point that are kept; none where nothing is said. */
  digits?: number;
  placeholder?: string;
  disabled?: boolean;
  inputRef?: Ref<HTMLInputElement>;
};

/** A number. Arrow keys count up and down; the mouse wheel never changes it. */
export const NumberField = steady(function NumberField(props: Props): ReactNode {
  return (
    <AriaNumberField
      {...fieldProps(props)}
      value={props.value ?? Number.NaN}
      onChange={(value) => props.onChange(Number.isNaN(value) ? null : value)}
      minValue={props.min}
      maxValue={props.max}
      step={props.step}
      isDisabled={props.disabled ?? false}
      isWheelDisabled
      formatOptions={{ useGrouping: false, maximumFractionDigits: props.digits ?? 0 }}
    >
      <FieldParts texts={props}>
        <Input
          ref={props.inputRef}
          className={fieldStyles['box'] ?? ''}
          placeholder={props.placeholder}
          // What stands there is often a proposal: a typed figure takes its place.
          onFocus={(event) => event.target.select()}
        />
      </FieldParts>
    </AriaNumberField>
  );
});
