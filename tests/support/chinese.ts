/** A Chinese character, Chinese punctuation or a full-width form. */
export const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
