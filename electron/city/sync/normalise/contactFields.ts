/**
 * Kinds of contact data. `name-part` is a first or last name; `other` (identity cards, chat accounts, home addresses)
 * is never stored.
 */
export type ContactKind = 'name' | 'name-part' | 'phone' | 'email' | 'other';

/** Complete field names of contact data, in lower case without `_`, `-` and spaces. */
const NAMES: Record<ContactKind, string> = {
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

const KINDS = new Map<string, ContactKind>();
for (const kind of ['name', 'name-part', 'phone', 'email', 'other'] as const) {
  for (const name of NAMES[kind].split(/\s+/)) KINDS.set(name, kind);
}

/** Words that indicate contact data anywhere in a field name: `caller_phone2`, `reporterEmail`, 回访电话. */
const WORDS: [RegExp, ContactKind][] = [
  [
    /(?:^|_)(?:phone|telephone|mobile|cellphone|tel)\d*(?:_|$)|(?:电话|电话号码|手机|手机号|手机号码)$/,
    'phone',
  ],
  [/(?:^|_)e_?mail\d*(?:_|$)|邮箱$/, 'email'],
  [/(?:^|_)(?:caller|reporter|complainant|citizen|linkman|contact)_name\d*$/, 'name'],
  [/身份证/, 'other'],
];

const cache = new Map<string, ContactKind | null>();

/** The kind of contact data in a field of this name; null for none. */
export function contactKindOfField(field: string): ContactKind | null {
  let kind = cache.get(field);
  if (kind === undefined) {
    kind = classify(field);
    // Field names are few, but some objects are keyed by ids: the cache must not grow without bound.
    if (cache.size > 5000) cache.clear();
    cache.set(field, kind);
  }
  return kind;
}

function classify(field: string): ContactKind | null {
  const words = field
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[-\s.]+/g, '_');
  const exact = KINDS.get(words.replaceAll('_', ''));
  if (exact !== undefined) return exact;
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
