/** What one service is called, where that is known. */
export interface KnownNames {
  service: string;
  logs?: { name: string };
  traces?: { name: string };
}

/** The name that a service has in logs; its own where nothing else is known. */
export function nameInLogs(service: string, identities: readonly KnownNames[]): string {
  return identities.find((one) => one.service === service)?.logs?.name ?? service;
}

/** What traces call the service that logs call so; undefined where nothing joins that name with one in traces. */
export function nameInTracesOf(nameInLogs: string, identities: readonly KnownNames[]): string | undefined {
  return identities.find(({ logs }) => logs?.name === nameInLogs)?.traces?.name;
}

/** The name that a service has in traces; its own where nothing else is known. */
export function nameInTraces(service: string, identities: readonly KnownNames[]): string {
  return identities.find((one) => one.service === service)?.traces?.name ?? service;
}
