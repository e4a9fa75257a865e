import { readSlice, SLICE_TAKEN, UPLOAD_SLICE_HEADER } from '../../shared/contract/uploadSlice.ts';

/** How long the next slice may take; then the window is gone, and so is the upload. ms */
const NEXT_SLICE_TIMEOUT_MS = 60_000;

type Fetch = (request: Request) => Promise<Response>;
type Upload = {
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  answer: Promise<Response>;
  /** Set once the service has answered, which it may do before the last slice: it refuses. */
  early: Response | null;
  cancelTimeout: () => void;
};

/**
 * Makes one request to the service out of the slices of an upload: a slice is answered when the service has taken it, so
 * that neither process ever holds more than a few. Requests without slices pass.
 */
export function joinSlices(fetch: Fetch, later: (ms: number, act: () => void) => () => void): Fetch {
  const uploads = new Map<string, Upload>();

  const begin = (id: string, first: Request): Upload => {
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    const headers = new Headers(first.headers);
    headers.delete(UPLOAD_SLICE_HEADER);
    headers.delete('content-length');
    const upload: Upload = {
      writer: writable.getWriter(),
      answer: fetch(
        new Request(first.url, {
          method: first.method,
          headers,
          body: readable,
          // Node asks for it whenever a body is a stream; the DOM types do not know it.
          ...{ duplex: 'half' as const },
        }),
      ),
      early: null,
      cancelTimeout: () => undefined,
    };
    const keep = (answer: Response | null) => {
      upload.early = answer;
    };
    upload.answer.then(keep, () => keep(null));
    // Writing to a body that nobody reads any more fails; the answer says why.
    upload.writer.closed.catch(() => undefined);
    uploads.set(id, upload);
    return upload;
  };

  const end = (id: string, upload: Upload) => {
    uploads.delete(id);
    upload.cancelTimeout();
  };

  return async (request) => {
    const slice = readSlice(request.headers.get(UPLOAD_SLICE_HEADER));
    if (slice === null) return fetch(request);
    const upload = uploads.get(slice.id) ?? begin(slice.id, request);
    upload.cancelTimeout();
    upload.cancelTimeout = later(NEXT_SLICE_TIMEOUT_MS, () => {
      end(slice.id, upload);
      upload.writer.abort().catch(() => undefined);
    });
    const bytes = new Uint8Array(await request.arrayBuffer());
    const taken = upload.writer.write(bytes).catch(() => undefined);
    await Promise.race([taken, upload.answer]);
    if (!slice.last && upload.early === null) return new Response(null, { status: SLICE_TAKEN });
    end(slice.id, upload);
    upload.writer.close().catch(() => undefined);
    return upload.answer;
  };
}
