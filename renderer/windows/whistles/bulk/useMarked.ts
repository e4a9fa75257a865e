import { useState } from 'react';

/** Whistles marked for a bulk act (批量办理), in the order in which they were marked. */
export type Marked = {
  ids: readonly string[];
  toggle: (id: string) => void;
  /** Marks this one too, and does not unmark it. */
  add: (...ids: readonly string[]) => void;
  clear: () => void;
};

export function useMarked(): Marked {
  const [ids, setIds] = useState<readonly string[]>([]);
  return {
    ids,
    toggle: (id) =>
      setIds((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id])),
    add: (...more) => setIds((before) => [...new Set([...before, ...more])]),
    clear: () => setIds([]),
  };
}
