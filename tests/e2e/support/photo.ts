import { greyPicture } from '../../../electron/demo/greyPicture.ts';
import type { Upload } from './driver/whistleActs.ts';

/** A grey picture of 64×48 under a name of the test's, as somebody would hand it in. `grey` tells pictures apart. */
export function photo(name: string, grey: number): Upload {
  return { name, mimeType: 'image/png', buffer: greyPicture(64, 48, grey) };
}
