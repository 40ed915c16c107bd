/**
 * Waits for an answer so long and no longer, for what others are not to wait for.
 * @param otherwise stands in for an answer that is late
 * @throws what the answer threw, where it was in time
 */
export async function within<T>(milliseconds: number, answer: Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
