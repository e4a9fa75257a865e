/**
 * Names that pages of this browser profile hold as locks behind that prefix for as long as they live: a crash gives them
 * back too. Null where the browser cannot tell.
 */
export async function livingNames(prefix: string): Promise<Set<string> | null> {
  if (navigator.locks === undefined) return null;
  const held = (await navigator.locks.query()).held ?? [];
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}
