import { readSlice, SLICE_ACCEPTED, UPLOAD_SLICE_HEADER } from '../../shared/contract/uploadSlice.ts';

/** If the next slice does not come within this time, the window is gone and the upload is aborted; ms. */
const NEXT_SLICE_TIMEOUT_MS = 60_000;

type Fetch = (request: Request) => Promise<Response>;
type SlicedUpload = {
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  answer: Promise<Response>;
  /** The service's answer if it came before the last slice, which means that it refused the upload. */
  early: Response | null;
  cancelTimeout: () => void;
};

/**
 * Joins the slices of an upload into one request to the service. A slice is answered once the service has read it, so that
 * neither process holds more than a few in memory. Other requests are passed on unchanged.
 */
export function joinSlices(fetch: Fetch, later: (ms: number, act: () => void) => () => void): Fetch {
  const uploads = new Map<string, SlicedUpload>();

  const begin = (id: string, first: Request): SlicedUpload => {
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    const headers = new Headers(first.headers);
    headers.delete(UPLOAD_SLICE_HEADER);
    headers.delete('content-length');
    const upload: SlicedUpload = {
      writer: writable.getWriter(),
      answer: fetch(
        new Request(first.url, {
          method: first.method,
          headers,
          body: readable,
          // Node requires it for a stream as body; the DOM types lack it.
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
    // Writing fails if the service no longer reads the body; its answer says why.
    upload.writer.closed.catch(() => undefined);
    uploads.set(id, upload);
    return upload;
  };

  const end = (id: string, upload: SlicedUpload) => {
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
    if (!slice.last && upload.early === null) return new Response(null, { status: SLICE_ACCEPTED });
    end(slice.id, upload);
    upload.writer.close().catch(() => undefined);
    return upload.answer;
  };
}
