import type { ReactNode } from 'react';
import './ui.css';

/** A key, shown beside the action it triggers. */
export function Kbd({ keys }: { keys: string }): ReactNode {
  return <kbd className="key">{keys}</kbd>;
}
