/** Opens the panel 「导播」; as printed beside it. */
export const PRESENTER_KEY = 'Alt+P';
