/** What this browser keeps between visits; null under Node (tests) and where the browser forbids it. */
export function pageStorage(): Storage | null {
  if (!('document' in globalThis)) return null;
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
