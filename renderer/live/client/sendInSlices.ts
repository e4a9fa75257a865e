import { SLICE_ACCEPTED, SLICE_BYTES, writeSlice } from '../../../shared/contract/uploadSlice.ts';

/**
 * Sends a file slice by slice: Electron reads the file of a request whole into the shell's memory. Resolves with the
 * answer to the last slice, or to the first one that was refused.
 * @param send makes one request; `slice` is the value of its slice header.
 */
export async function sendInSlices(
  file: Blob,
  send: (bytes: ArrayBuffer, slice: string) => Promise<Response>,
): Promise<Response> {
  const id = crypto.randomUUID();
  for (let from = 0; ; from += SLICE_BYTES) {
    const last = from + SLICE_BYTES >= file.size;
    const bytes = await file.slice(from, from + SLICE_BYTES).arrayBuffer();
    const answer = await send(bytes, writeSlice(id, last));
    if (last || answer.status !== SLICE_ACCEPTED) return answer;
  }
}
