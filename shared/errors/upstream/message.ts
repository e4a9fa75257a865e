import type { SentError } from '../../contract/common.ts';
import { upstreamText } from '../errorText.ts';
import type { UpstreamCode, UpstreamParameters } from './table.ts';

/** A message about an upstream as it is sent and kept: code, parameters, and the Chinese sentence. Called for each row. */
export function upstreamMessage<C extends UpstreamCode>(
  code: C,
  parameters: UpstreamParameters<C>,
): SentError {
  return {
    code,
    parameters: { ...(parameters as object) },
    message: upstreamText(code, parameters as Record<string, unknown>, 'zh'),
  };
}

/** The same where the sentence is kept as the reason of something. */
export function upstreamReason<C extends UpstreamCode>(
  code: C,
  parameters: UpstreamParameters<C>,
): Pick<SentError, 'code' | 'parameters'> & { reason: string } {
  const { message, ...sent } = upstreamMessage(code, parameters);
  return { ...sent, reason: message };
}
