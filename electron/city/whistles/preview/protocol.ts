/** Why a photo cannot be shown. */
export type PreviewFailure = 'unreadable' | 'too-large' | 'too-slow';

/** The worker's only message. */
export type PreviewAnswer = { jpeg: Uint8Array<ArrayBuffer> } | { failure: PreviewFailure };
