import { CodedError } from '../../../shared/errors/codedError.ts';

type LayerCode = 'layer-file' | 'layer-crs' | 'layer-settings' | 'layer-upload';

/** A layer (自有图层) that cannot be read, kept or drawn. */
export class LayerRefused<C extends LayerCode = LayerCode> extends CodedError<C> {}
