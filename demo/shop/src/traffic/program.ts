import { pathToFileURL } from 'node:url';

/**
 * Runs `main` where its file is the program, and not a part of another one. What it resolves to is the exit code, 0
 * where that is nothing; an error is told, and the code is 1.
 * @param file `import.meta.url` of the file
 */
export function runAsProgram(file: string, main: () => Promise<number | void>): void {
  if (file !== pathToFileURL(process.argv[1] ?? '').href) {
    return;
  }
  main().then(
    (code) => process.exit(code ?? 0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    }
  );
}
