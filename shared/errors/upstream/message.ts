import type { SentError } from '../../contract/common.ts';
import { sentErrorText } from '../errorText.ts';
import type { UpstreamCode, UpstreamParameters } from './table.ts';

/** A message about an upstream as it is sent and kept: code, parameters, and the Chinese sentence. */
export function upstreamMessage<C extends UpstreamCode>(
  code: C,
  parameters: UpstreamParameters<C>,
): SentError {
  const sent = { code, parameters: { ...(parameters as object) } };
  return { ...sent, message: sentErrorText({ ...sent, message: code }, 'zh') };
}
