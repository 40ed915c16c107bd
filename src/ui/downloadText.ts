/** How a file is called: by its name, the moment and the extension. */
export interface FileKind {
  name: string;
  extension: string;
  type: string;
}

/** Lets the browser save a text as a file. */
export function downloadText(text: string, { name, extension, type }: FileKind): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}-${new Date().toISOString().replace(/[:.]/g, '-')}.${extension}`;
  link.click();
  URL.revokeObjectURL(url);
}
