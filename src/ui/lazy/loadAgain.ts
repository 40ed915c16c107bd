/** Apart, so that a test can see that it is called. */
export const browserPage = { reload: () => window.location.reload() };

/**
 * Imports once more what could not be imported. After an upgrade of the plugin the files of the old version are gone,
 * and no import brings them back: then the browser's page is loaded anew, at the same address, which asks for the new
 * ones.
 * @param error why the import failed before
 * @throws what the second import throws, while the browser's page is on its way
 */
export async function loadAgain<T>(load: () => Promise<T>, error: unknown): Promise<T> {
  if (isMissingChunk(error)) {
    browserPage.reload();
    throw error;
  }
  try {
    return await load();
  } catch (second) {
    browserPage.reload();
    throw second;
  }
}

/** A server answered, with something else than the chunk: webpack loaded it as a script and found no chunk in it. */
function isMissingChunk(error: unknown): boolean {
  return error instanceof Error && error.name === 'ChunkLoadError' && 'type' in error && error.type === 'missing';
}
