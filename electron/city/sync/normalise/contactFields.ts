/**
 * Kinds of contact data. `name-part` is a first or last name; `other` (identity cards, chat names, homes) is dropped
 * and never kept.
 */
export type Slot = 'name' | 'name-part' | 'phone' | 'email' | 'other';

/** Whole field names, lower case without `_`, `-` and blanks, that hold what identifies a citizen. */
const NAMES: Record<Slot, string> = {
  name: `caller callername contact contacts contactname contactperson linkman linkname linkperson fullname reporter
    reportername complainant complainantname citizenname petitioner petitionername appealname applicantname requester
    requestername 联系人 联系人姓名 来电人 来电人姓名 诉求人 诉求人姓名 投诉人 投诉人姓名 举报人 举报人姓名 反映人
    反映人姓名 当事人 当事人姓名 市民姓名 姓名 申请人 申请人姓名 信访人`,
  'name-part': 'firstname lastname',
  phone: `tel phone mobile telephone cellphone callnumber callerid callerno callno contactno contactway contactinfo
    contactnumber linktel phonenum phoneno mobileno telno 联系方式 来电号码 主叫号码 座机`,
  email: 'email emailaddress mail contactemail 邮箱 电子邮箱 电子邮件 邮件地址',
  other: `idcard idcardno idnumber identitycard certno certificateno wechat openid weixin qq 身份证 身份证号 身份证号码
    证件号码 微信 微信号 家庭住址 户籍地址`,
};

const SLOTS = new Map<string, Slot>();
for (const slot of ['name', 'name-part', 'phone', 'email', 'other'] as const) {
  for (const name of NAMES[slot].split(/\s+/)) SLOTS.set(name, slot);
}

/** Words that make a contact field wherever they stand in its name: `caller_phone2`, `reporterEmail`, 回访电话. */
const WORDS: [RegExp, Slot][] = [
  [
    /(?:^|_)(?:phone|telephone|mobile|cellphone|tel)\d*(?:_|$)|(?:电话|电话号码|手机|手机号|手机号码)$/,
    'phone',
  ],
  [/(?:^|_)e_?mail\d*(?:_|$)|邮箱$/, 'email'],
  [/(?:^|_)(?:caller|reporter|complainant|citizen|linkman|contact)_name\d*$/, 'name'],
  [/身份证/, 'other'],
];

const seen = new Map<string, Slot | null>();

/** What kind of contact data a field of this name holds, null for none. */
export function contactSlot(field: string): Slot | null {
  let slot = seen.get(field);
  if (slot === undefined) {
    slot = classify(field);
    // Field names are few, but objects keyed by ids exist: forget rather than grow.
    if (seen.size > 5000) seen.clear();
    seen.set(field, slot);
  }
  return slot;
}

function classify(field: string): Slot | null {
  const words = field
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[-\s.]+/g, '_');
  const exact = SLOTS.get(words.replaceAll('_', ''));
  if (exact !== undefined) return exact;
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
