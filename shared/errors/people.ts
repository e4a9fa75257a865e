import { z } from 'zod';
import { Role } from '../contract/people.ts';
import { byReason, entry, plain } from './entry.ts';

/** Signing in, operators, and what a role does not allow. */
export const peopleErrors = {
  'no-session': plain(
    '请先登录：尚未登录，或登录已因长时间未操作而失效，请用 PIN 登录',
    'Sign in first: nobody is signed in, or the sign-in ended because the desk was idle. Use your PIN',
  ),
  'sign-in-required': plain(
    '本单位规定登录后方可查看：请用 PIN 登录',
    'This installation shows nothing before somebody has signed in: use your PIN',
  ),
  'wrong-pin': byReason({
    'sign-in': [
      '操作员编号或 PIN 不正确，请重新输入。连续输错会锁定一段时间',
      'Wrong operator number or PIN: enter it again. Repeated failures lock the sign-in for a while',
    ],
    current: ['当前 PIN 不正确，请重新输入', 'The current PIN is wrong: enter it again'],
  }),
  'locked-out': entry(
    { lockedUntil: z.int(), minutes: z.int() },
    ({ minutes }) =>
      `PIN 连续输错次数过多，已锁定，请约 ${minutes} 分钟后再试，或到本人登录过的坐席登录，或请管理员重置`,
    ({ minutes }) =>
      `Locked after too many wrong PINs: try again in about ${minutes} min, sign in at a desk where you signed in before, or have an administrator reset it`,
  ),
  'sign-in-busy': entry(
    { seconds: z.int() },
    ({ seconds }) => `正在核对的登录过多，请约 ${seconds} 秒后再试`,
    ({ seconds }) => `Too many sign-ins are being checked: try again in about ${seconds} s`,
  ),
  disabled: plain('该操作员已停用，请联系管理员', 'This operator is disabled: ask an administrator'),
  'weak-pin': plain(
    'PIN 过于简单：不能是重复、连续、对称的数字，也不能是日期、键盘上的一列、常见密码、本人编号或演示用 PIN，请另选一个',
    'This PIN is too simple: choose one that is no repetition, run, mirror image, date or line on the number pad, no PIN that many people use, and neither your own number nor the demo PIN',
  ),
  'same-pin': plain(
    '新 PIN 不能与当前 PIN 相同，请另选一个',
    'The new PIN is the current one: choose another',
  ),
  'pin-change-first': plain(
    '当前 PIN 由他人设定：首次登录须先修改 PIN，再办理其他事项',
    'Somebody else set this PIN: sign in and change it before doing anything else',
  ),
  'second-factor': entry(
    { challenge: z.string() },
    () => '该操作员还须用第二因子（如 USB Key）签名后登录；本版窗口不带设备驱动，请向管理员确认如何登录',
    () =>
      'This operator also needs a second factor (a USB key): these windows drive no device, ask an administrator how to sign in',
  ),
  'wrong-second-factor': plain(
    '第二因子的签名不正确，请确认插入的是本人的设备后重试',
    'The second factor does not fit: make sure that the device is the operator’s own, then try again',
  ),
  exists: entry(
    { id: z.string() },
    ({ id }) => `已有编号为 ${id} 的操作员，请换一个编号`,
    ({ id }) => `There is an operator ${id} already: choose another number`,
  ),
  unknown: entry(
    { what: z.enum(['operator', 'org', 'street', 'post', 'delegation']), id: z.string() },
    ({ what, id }) =>
      ({
        operator: `没有编号为 ${id} 的操作员`,
        org: `城市包中没有机构 ${id}，请从机构清单中选择`,
        street: `城市包中没有街道 ${id}，请从街道清单中选择`,
        post: `您在 ${id} 没有岗位，请从本人岗位中选择`,
        delegation: '没有委托您代为办理的这项委托，请刷新后重新选择',
      })[what],
    ({ what, id }) =>
      ({
        operator: `There is no operator ${id}`,
        org: `The city pack has no organisation ${id}: choose one of its list`,
        street: `The city pack has no street ${id}: choose one of its list`,
        post: `You hold no post in ${id}: choose one of yours`,
        delegation: 'There is no such delegation to you: reload and choose again',
      })[what],
  ),
  'roles-conflict': byReason({
    admin: [
      '管理角色不能与其他角色由一人兼任，请另设操作员',
      'Administration goes with no other role: create another operator for it',
    ],
    audit: [
      '审计角色不能与其他角色由一人兼任，请另设操作员',
      'Audit goes with no other role: create another operator for it',
    ],
    supervision: [
      '监督评价不能与指挥、处置角色由一人兼任，请另设操作员',
      'Nobody both supervises and commands or handles: create another operator for supervision',
    ],
    'first-admin': ['第一名操作员必须是管理员', 'The first operator must be an administrator'],
  }),
  'role-misplaced': entry(
    { role: Role, org: z.string(), wants: z.enum(['street', 'department']) },
    ({ org, wants }) =>
      wants === 'street'
        ? `街道角色只能设在街道，“${org}”不是街道，设了也办不了任何事项：请改选单位，或改选角色`
        : `部门角色只能设在责任部门，“${org}”不是部门，设了也办不了任何事项：请改选单位，或改选角色`,
    ({ role, org, wants }) =>
      `The role ${role} acts only in a ${wants}, and ${org} is none: choose another organisation or another role`,
  ),
  'streets-missing': entry(
    { role: Role },
    () => '挂包街道的区委常委须至少挂包一个街道，否则办不了任何事项：请勾选挂包街道',
    () => 'A standing committee member acts only for linked streets: choose at least one',
  ),
  'posts-repeat': entry(
    { org: z.string() },
    ({ org }) => `同一单位只设一个岗位，“${org}”重复：请把角色合并到一个岗位`,
    ({ org }) => `One post for each organisation, and ${org} is there twice: put its roles into one post`,
  ),
  delegation: byReason({
    right: [
      '只有委托人本人，或凭书面依据的管理员、值班长可以办理委托',
      'Only the principal, or an administrator or shift leader on a written order, sets up a delegation',
    ],
    order: [
      '代他人办理委托须写明书面依据（文号或批示）',
      'Setting it up for somebody else needs the written order: its number, or who signed it',
    ],
    self: [
      '不能把他人的职权委托给自己，请由委托人本人或另一名管理员、值班长办理',
      'Nobody delegates another’s rights to themselves: let the principal, or another administrator or shift leader do it',
    ],
    time: [
      '委托的截止时间须在开始之后、一年之内，请修改起止时间',
      'A delegation ends after it begins and within a year: correct the times',
    ],
    roles: [
      '委托人在该单位没有所选角色（委托来的职权不能再转委托），或已停用，请重新选择',
      'The principal does not have these roles there (what was delegated to them cannot be passed on), or is disabled',
    ],
    delegate: [
      '受托人须是委托人以外的在用操作员，请重新选择',
      'The delegate has to be an active operator other than the principal',
    ],
    conflict: [
      '受托人的角色与所委托的角色不能由一人兼任（管理、审计、监督评价须分设），请另选受托人',
      'One person may not have these roles together (administration, audit and supervision stand alone): choose another delegate',
    ],
    'end-right': [
      '只有委托人、受托人、管理员或值班长可以终止委托',
      'Only the principal, the delegate, an administrator or a shift leader ends a delegation',
    ],
    ended: ['该委托已终止或到期，无须再办理', 'This delegation has ended: nothing to do'],
  }),
  forbidden: byReason({
    'manage-operators': [
      '只有管理员可以管理操作员，请换管理员登录',
      'Only administrators manage operators: let one sign in',
    ],
    'list-operators': [
      '只有管理员和审计员可以查看全部操作员',
      'Only administrators and auditors see all operators',
    ],
    'last-admin': [
      '这是最后一名管理员，不能停用或去掉其管理角色',
      'This is the last administrator, who cannot be disabled and stays administrator',
    ],
    'own-account': [
      '不能更改自己的角色或停用自己，请由另一名管理员操作',
      'Nobody changes their own roles or disables themselves: let another administrator do it',
    ],
    'not-first': [
      '已有操作员，请由管理员登录后添加',
      'There are operators already: let an administrator sign in and add more',
    ],
    audit: ['只有审计员可以查看审计记录，请换审计员登录', 'Only auditors read the audit: let one sign in'],
    'left-meanwhile': [
      '您的账号刚被停用，或已不在此岗位，此项未办理',
      'Your account was just disabled or has left this post: this was not done',
    ],
    'whistles-only': [
      '委托只及于吹哨事项，此项不能代为办理，请由委托人本人或其他有权限的操作员办理',
      'A delegation is for whistles alone: let the principal, or somebody else with this right, do it',
    ],
    contact: ['只有办理案件的操作员可以查看联系方式', 'Only operators who handle cases see contact data'],
    export: ['只有办理和评价案件的操作员可以导出案件', 'Only operators who handle or rate cases export them'],
    'manage-sources': [
      '只有管理员可以接入、修改和移除数据源，请换管理员登录',
      'Only administrators connect, change and remove sources: let one sign in',
    ],
    'handle-rows': [
      '只有管理员、区派遣员和值班长可以同步、导入和重试，请换有权限的操作员登录',
      'Only administrators, dispatchers and shift leaders sync, import and retry: let one sign in',
    ],
    calendar: [
      '只有管理员和值班长可以更改工作日历，请换人登录',
      'Only administrators and shift leaders change the working calendar: let one sign in',
    ],
    'confirm-clock': [
      '只有值班长和管理员可以确认本机时间，请换有权限的操作员登录',
      'Only shift leaders and administrators confirm the clock: let one sign in',
    ],
    'acknowledge-journal': [
      '只有系统管理员可以确认日志异常，请换管理员登录',
      'Only administrators acknowledge what is wrong with the journal: let one sign in',
    ],
    'transfer-org': [
      '只有值班长和系统管理员可以办理划转，请换有权限的操作员登录',
      'Only shift leaders and administrators hand over what an organisation leaves: let one sign in',
    ],
    'check-in-code': [
      '签到码由吹哨街道在现场出示',
      'The check-in code is shown on site by the street that blew the whistle',
    ],
  }),
};
