/** What stands for a category, and for a title, where nothing is known. */
export const NO_CATEGORY = '未分类';
export const UNKNOWN_CODE = 'unknown';
