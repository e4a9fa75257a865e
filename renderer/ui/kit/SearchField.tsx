import type { CompositionEvent, ReactNode, Ref } from 'react';
import { TextField } from './TextField.tsx';

type Props = {
  /** Names the field and stands in it while it is empty. */
  label: string;
  value: string;
  onChange: (text: string) => void;
  maxLength?: number;
  describedBy?: string;
  className?: string | undefined;
  onCompositionStart?: () => void;
  onCompositionEnd?: (event: CompositionEvent<HTMLInputElement>) => void;
  inputRef?: Ref<HTMLInputElement>;
  kbd?: string;
};

/** A field to search with. Esc belongs to the window (React Aria's own search field would clear the text). */
export function SearchField(props: Props): ReactNode {
  return <TextField {...props} type="search" labelPlace="hidden" placeholder={props.label} />;
}
