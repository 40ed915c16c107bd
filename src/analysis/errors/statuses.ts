/** What became of an error, the most urgent first. */
export const ERROR_STATUSES = ['back', 'new', 'growing', 'ongoing', 'fixed', 'ignored', 'gone'] as const;
export type ErrorStatus = (typeof ERROR_STATUSES)[number];

export function isErrorStatus(text: string): text is ErrorStatus {
  return (ERROR_STATUSES as readonly string[]).includes(text);
}
