import { WindowId } from '../../shared/layout/layout.ts';

/** The id of this window in the layout, from its address; null for a window that is not part of a layout. */
export function ownSlot(): string | null {
  const read = WindowId.safeParse(new URLSearchParams(location.search).get('slot'));
  return read.success ? read.data : null;
}

/** Changes parts of this window's address without loading it again; null takes a part out. */
export function changeAddress(parts: Record<string, string | null>): void {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(parts)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  const search = `?${params.toString()}`;
  if (search !== location.search) history.replaceState(null, '', search);
}
