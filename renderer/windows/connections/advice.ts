/** Advice on an error; keys of the words. */
export type Advice =
  | 'advice_unreachable'
  | 'advice_unauthorised'
  | 'advice_signIn'
  | 'advice_address'
  | 'advice_auth'
  | 'advice_file'
  | 'advice_conflict'
  | 'advice_input'
  | 'advice_other';

/** The advice on an error of the service, by its code and HTTP status. */
export function adviceFor(error: { code: string; status: number }): Advice {
  const { code, status } = error;
  if (code === 'unreachable') return 'advice_unreachable';
  if (needsSignIn(error)) return 'advice_signIn';
  if (status === 401) return 'advice_unauthorised';
  if (status === 409) return 'advice_conflict';
  if (/file|upload|format|encoding/.test(code) || status === 413 || status === 415) return 'advice_file';
  if (/auth|forbidden|key/.test(code)) return 'advice_auth';
  if (/upstream|address|url|dns|connect|timeout|tls/.test(code) || status === 502 || status === 504)
    return 'advice_address';
  return status === 400 || status === 422 ? 'advice_input' : 'advice_other';
}

/** Whether somebody else, or anybody at all, has to sign in first. */
export function needsSignIn({ code }: { code: string }): boolean {
  return code === 'no-session' || code === 'forbidden';
}

export type Remedy = 'todo_id' | 'todo_time' | 'todo_json' | 'todo_geo' | 'todo_other';

/** The remedy for a reason of the quarantine, by its code; a key of the words. */
export function remedyFor(code: string): Remedy {
  if (/json|xml|parse|syntax|truncat/.test(code)) return 'todo_json';
  if (/time|date/.test(code)) return 'todo_time';
  if (/(^|[-_])id($|[-_])|number/.test(code)) return 'todo_id';
  if (/coord|geo|locat|point/.test(code)) return 'todo_geo';
  return 'todo_other';
}

/** What is wrong with a typed address, checked before the service is called; null when it is valid. */
export function urlProblem(text: string): 'urlEmpty' | 'urlScheme' | 'urlBad' | 'urlSecret' | null {
  const typed = text.trim();
  if (typed === '') return 'urlEmpty';
  if (!/^https?:\/\//i.test(typed)) return 'urlScheme';
  if (/\s/.test(typed) || !URL.canParse(typed)) return 'urlBad';
  const url = new URL(typed);
  if (url.password !== '') return 'urlSecret';
  return url.hostname === '' ? 'urlBad' : null;
}
