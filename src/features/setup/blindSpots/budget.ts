/** Parts of the time, so that not all traces are of the last minute, and traces of each. */
export const PARTS = 4;
export const TRACES_OF_PART = 6;
/** The services with most lines, and the newest lines of each. */
export const SERVICES = 12;
export const LINES_OF_SERVICE = 100;

/** Traces that are fetched at the most. */
export const TRACES = PARTS * TRACES_OF_PART;

/**
 * Requests that one measurement takes at the most: searches, traces and a count of spans; a count of lines and lines of
 * services; names, metadata, labels and exemplars of metrics, and a count of requests.
 */
export const MOST_REQUESTS = PARTS + TRACES + 1 + (1 + SERVICES) + 5;
