import { CodedError } from '../../../shared/errors/codedError.ts';

type BasemapCode =
  | 'basemap-offline'
  | 'basemap-slow'
  | 'basemap-refused'
  | 'basemap-not-a-tile'
  | 'basemap-file'
  | 'basemap-settings'
  | 'basemap-key-elsewhere'
  | 'basemap-unknown';

/** A base map (底图) or one of its tiles that cannot be had. */
export class BasemapRefused<C extends BasemapCode = BasemapCode> extends CodedError<C> {}
