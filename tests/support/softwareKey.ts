import { generateKeyPairSync, getCurves, type KeyObject, sign, verify } from 'node:crypto';
import type { SecondFactor } from '../../electron/city/people/secondFactor.ts';

// SM2 with SM3 where this Node has it; otherwise ECDSA, which differs in nothing that the service sees.
const [CURVE, HASH] = getCurves().includes('SM2')
  ? (['SM2', 'sm3'] as const)
  : (['P-256', 'sha256'] as const);

/** A stand-in for USB keys: keys in memory, by operator. */
export function softwareKeys(operators: readonly string[]): {
  factor: SecondFactor;
  /** What the operator's device answers to a challenge. */
  answer(operator: string, challenge: string): string;
} {
  const keys = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>();
  for (const id of operators) keys.set(id, generateKeyPairSync('ec', { namedCurve: CURVE }));
  const keyOf = (operator: string) => {
    const key = keys.get(operator);
    if (key === undefined) throw new Error(`${operator} has no key`);
    return key;
  };
  return {
    factor: {
      enrolled: (operator) => keys.has(operator),
      verify: async (operator, challenge, answer) =>
        verify(HASH, Buffer.from(challenge), keyOf(operator).publicKey, Buffer.from(answer, 'base64url')),
    },
    answer: (operator, challenge) =>
      sign(HASH, Buffer.from(challenge), keyOf(operator).privateKey).toString('base64url'),
  };
}
