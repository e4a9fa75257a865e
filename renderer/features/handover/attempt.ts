/** Waits for a step and reports its error, or null. True when it succeeded. */
export async function attempt(act: Promise<unknown>, onError: (error: unknown) => void): Promise<boolean> {
  try {
    await act;
    onError(null);
    return true;
  } catch (error) {
    onError(error);
    return false;
  }
}
