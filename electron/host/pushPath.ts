/** The whole path of a push (推送): nothing beside or below it is opened. */
export const PUSH_PATH = /^\/api\/push\/[a-z0-9][a-z0-9-]{0,39}$/;
