/** What the right side of the window shows. */
export type Place =
  | { kind: 'none' }
  | { kind: 'source'; id: string }
  | { kind: 'address' }
  | { kind: 'file' }
  | { kind: 'quarantine'; source: string | null };
