/**
 * Names of the locks that pages of this browser profile hold under a prefix, without the prefix. A page holds its lock for
 * as long as it lives; the browser releases it after a crash, too. Null where the browser has no locks.
 */
export async function heldLockNames(prefix: string): Promise<Set<string> | null> {
  if (navigator.locks === undefined) return null;
  const held = (await navigator.locks.query()).held ?? [];
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}
