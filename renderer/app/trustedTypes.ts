/**
 * The one policy that the Content-Security-Policy admits (`trusted-types default`): the browser passes every string
 * that would become markup or code to it. Import this before anything that writes to the page.
 *
 * - Markup: the empty text alone, with which React Aria clears its announcements.
 * - Addresses of scripts: the console's own files, for its worker.
 * - Script text: never.
 */
const policy = {
  createHTML: (text: string) => (text === '' ? text : refuse('markup')),
  createScriptURL: (address: string) => {
    const { origin, pathname } = new URL(address, location.href);
    return origin === location.origin && pathname.startsWith('/assets/') ? address : refuse('script address');
  },
  createScript: () => refuse('script'),
};

function refuse(what: string): never {
  throw new TypeError(`the console makes no ${what} from text`);
}

/** The browser's factory of policies; older browsers have none and ignore the directive. */
type PolicyFactory = { createPolicy(name: 'default', rules: typeof policy): unknown };
const factory = Reflect.get(globalThis, 'trustedTypes') as PolicyFactory | undefined;
factory?.createPolicy('default', policy);
