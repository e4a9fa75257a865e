import { z } from 'zod';

/**
 * Header of a request that carries one slice of an upload: the upload's id, and whether more slices follow (`ID more` or
 * `ID last`). Only windows of the shell send slices, because Electron would read a whole file into the shell's memory.
 */
export const UPLOAD_SLICE_HEADER = 'X-Upload-Slice';
/** Size of a slice, bytes. */
export const SLICE_BYTES = 1024 * 1024;
/** Status of the response to a slice that is not the last one. */
export const SLICE_ACCEPTED = 202;

const UploadId = z.uuid();

export function writeSlice(id: string, last: boolean): string {
  return `${id} ${last ? 'last' : 'more'}`;
}

/** Reads the header; null if the request carries no slice. */
export function readSlice(header: string | null): { id: string; last: boolean } | null {
  const [id, which] = header?.split(' ') ?? [];
  if (!UploadId.safeParse(id).success || (which !== 'last' && which !== 'more')) return null;
  return { id: id ?? '', last: which === 'last' };
}
