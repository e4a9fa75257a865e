import { z } from 'zod';

/**
 * A request that carries one slice of an upload says which upload it belongs to, and whether more comes: `ID more` or
 * `ID last`. Only the shell's windows send slices: Electron would read a whole file into the shell's memory.
 */
export const UPLOAD_SLICE_HEADER = 'X-Upload-Slice';
/** Size of a slice, bytes. */
export const SLICE_BYTES = 1024 * 1024;
/** Answer to a slice that is not the last one. */
export const SLICE_TAKEN = 202;

const UploadId = z.uuid();

export function writeSlice(id: string, last: boolean): string {
  return `${id} ${last ? 'last' : 'more'}`;
}

/** Null for a request that is no slice. */
export function readSlice(header: string | null): { id: string; last: boolean } | null {
  const [id, which] = header?.split(' ') ?? [];
  if (!UploadId.safeParse(id).success || (which !== 'last' && which !== 'more')) return null;
  return { id: id ?? '', last: which === 'last' };
}
