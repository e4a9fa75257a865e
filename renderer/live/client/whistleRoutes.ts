import { routes } from '../../../shared/contract/routes.ts';

const withId = (path: string, id: string): string => path.replace(':id', encodeURIComponent(id));

export const whistlePath = (id: string): string => withId(routes.whistle.path, id);
export const commandPath = (id: string): string => withId(routes.commandWhistle.path, id);
export const checkInPath = (id: string): string => withId(routes.checkInCode.path, id);
export const attachmentPath = (hash: string): string => withId(routes.attachment.path, hash);
