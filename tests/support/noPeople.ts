import type { openWhistles } from '../../electron/city/whistles/openWhistles.ts';

type People = Pick<Parameters<typeof openWhistles>[0], 'people' | 'delegated' | 'postsOf'>;

/** What whistles ask about people, where nobody has been appointed: commands come with their operators, in their own names. */
export const NO_PEOPLE: People = { people: () => [], delegated: () => null, postsOf: () => [] };
