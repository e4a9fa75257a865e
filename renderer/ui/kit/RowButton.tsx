import type { ComponentPropsWithRef, ReactNode } from 'react';

/**
 * A row, card or table head that is pressed as a whole. It has no look of its own: its class gives it one. The browser's
 * own button, since a list has hundreds of them and React Aria's costs some hooks each.
 */
export function RowButton(props: Omit<ComponentPropsWithRef<'button'>, 'type'>): ReactNode {
  return <button {...props} type="button" />;
}
