import { plain } from './entry.ts';

/** Why a step of a hand-over (交接班) does not pass. Wrong PINs are refused as at the door. */
export const handoverErrors = {
  'not-on-duty': plain(
    '您的角色没有值守岗位，不能交接班；请由值守、派遣、值班长或部门人员登录办理',
    'Your role keeps no desk and hands nothing over: somebody on duty has to sign in',
  ),
  'other-post': plain(
    '这是另一个岗位的交接班，请由该岗位的人员办理',
    'This hand-over belongs to another post: its own people have to do it',
  ),
  'same-person': plain(
    '交班人和接班人不能是同一人，请另选接班人',
    'Nobody takes over from themselves: choose another incoming operator',
  ),
  'no-incoming': plain('还没有接班人，请先选择接班人', 'Choose the incoming operator first'),
  'incoming-unfit': plain(
    '接班人不是本岗位的值守人员，或已停用，请另选接班人',
    'The incoming operator is not on duty at this post, or disabled: choose another',
  ),
  'unknown-item': plain('交接清单里没有这一项，请刷新后再核', 'The digest has no such line: refresh it'),
  'words-missing': plain('有异议须写明是什么，请补充说明', 'Say what the objection is'),
  unacknowledged: plain(
    '还有未核的项，请逐项核对后再签名',
    'Lines are still to be acknowledged before anybody signs',
  ),
  'changed-meanwhile': plain(
    '清单刚有变化，请核对新增或有变化的项后再试',
    'The digest has just changed: look at what is new or changed, then try again',
  ),
  'outgoing-first': plain('交班人还没有签名，请交班人先签', 'The outgoing operator signs first'),
  'already-signed': plain(
    '这次交接班已经签完，不能再改；请在历次记录中查看',
    'This hand-over is signed and cannot be changed: see the past ones',
  ),
  'none-open': plain('没有这个进行中的交接班，请重新打开交接班', 'There is no such open hand-over'),
};
