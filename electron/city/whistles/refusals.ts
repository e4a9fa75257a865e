import type { Role } from '../../../shared/contract/people.ts';
import type { Refusal } from '../../../shared/contract/whistles.ts';

/** The operator does not have the role in which the command is given. */
export function notYourRole(role: Role | null): Refusal {
  return {
    rule: 'right.role',
    kind: 'forbidden',
    message: {
      zh: `您没有“${role ?? '任何'}”角色，不能以此身份操作`,
      en: `You do not hold the role “${role ?? 'any'}”.`,
    },
    remedy: {
      zh: '改用自己的角色，或换有此角色的人登录',
      en: 'Act in a role of yours, or let somebody sign in who holds it.',
    },
  };
}

/** The command names a delegation that is not the operator's. */
export function unknownDelegation(): Refusal {
  return {
    rule: 'delegation.unknown',
    kind: 'forbidden',
    message: { zh: '没有委托您代为办理的这项委托', en: 'There is no such delegation to you.' },
    remedy: {
      zh: '改以本人名义办理，或请委托人、值班长办理委托',
      en: 'Act in your own name, or have it delegated to you.',
    },
  };
}

/** A command refers to a file that was never uploaded. */
export function unknownFile(hash: string): Refusal {
  return {
    rule: 'file.unknown',
    kind: 'invalid',
    message: {
      zh: `没有收到过文件 ${hash.slice(0, 12)}…`,
      en: `File ${hash.slice(0, 12)}… was never uploaded.`,
    },
    remedy: { zh: '先上传照片或文件，再提交', en: 'Upload the file first, then send the command.' },
    details: { hash },
  };
}
