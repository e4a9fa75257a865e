/** To be raised when an old log of an order would fold to a different state. */
export const ORDER_FOLD_VERSION = 1;
