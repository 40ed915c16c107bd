import { t } from '../i18n/t';

/**
 * Why something could not be answered. The three are different answers: `absent` (there is nothing to ask),
 * `forbidden` (it may not be asked by this user), `failed` (it was asked and did not answer).
 */
export type FailureKind = 'absent' | 'forbidden' | 'failed';

export interface Failure {
  kind: FailureKind;
  /** What happened, for the user. */
  message: string;
  /** What the user can do about it. */
  advice: string;
}

/** Thrown and shown: an error that says what happened and what to do. */
export class TelemetryError extends Error {
  constructor(readonly failure: Failure) {
    super(`${failure.message}. ${failure.advice}`);
    this.name = 'TelemetryError';
  }
}

/** Thrown where a backend holds what is asked for and does not count it: what was found can be counted instead. */
export class NotCountedError extends TelemetryError {}

/** For a question that a backend's language cannot express: there is nothing to ask. */
export function notSupported(reason: string): TelemetryError {
  return new TelemetryError({
    kind: 'absent',
    message: reason,
    advice: t('ui.failure.not-supported-advice', 'Try other filters or another grouping'),
  });
}

interface HttpLikeError {
  status?: number;
  statusText?: string;
  message?: string;
  refId?: string;
  data?: ErrorBody | string;
}

interface ErrorBody {
  message?: string;
  error?: string;
  accessErrorId?: string;
}

/** Reads whatever a data source, Grafana's proxy or the browser threw. */
export function classifyFailure(error: unknown, dataSource: string): Failure {
  if (error instanceof TelemetryError) {
    return error.failure;
  }
  const { status, text, isUpstream } = describe(error);
  if (status === 401 || status === 403) {
    return forbidden(dataSource, isUpstream);
  }
  if (/data ?source\b.*\bnot (?:found|exist)|plugin\b.*\bnot (?:found|registered)/i.test(text)) {
    return {
      kind: 'absent',
      message: t('ui.failure.missing', '{{dataSource}} was not found', { dataSource }),
      advice: t(
        'ui.failure.missing-advice',
        'Choose another data source on the Setup page, or ask an admin whether it was removed'
      ),
    };
  }
  if (status === 404) {
    return {
      kind: 'failed',
      message: t('ui.failure.wrong-server', 'The URL of {{dataSource}} does not point to a compatible server (404)', {
        dataSource,
      }),
      advice: t('ui.failure.wrong-server-advice', 'Check the URL in the data source settings, especially its path'),
    };
  }
  if (/failed to fetch|networkerror|load failed/i.test(text)) {
    return {
      kind: 'failed',
      message: t('ui.failure.no-grafana', 'Grafana did not respond'),
      advice: t('ui.failure.no-grafana-advice', 'Check your connection, then try again'),
    };
  }
  // A server that cannot even be dialled in time is not slow.
  if (/connection refused|no such host|dial tcp|bad gateway/i.test(text)) {
    return unreachable(dataSource);
  }
  if (status === 504 || /deadline exceeded|timed? ?out|timeout/i.test(text)) {
    return {
      kind: 'failed',
      message: t('ui.failure.timed-out', '{{dataSource}} timed out', { dataSource }),
      advice: t('ui.failure.timed-out-advice', 'Choose a shorter time range, or increase the data source timeout'),
    };
  }
  if (status === 502 || status === 503) {
    return unreachable(dataSource);
  }
  return {
    kind: 'failed',
    message: text
      ? t('ui.failure.error-with-reason', '{{dataSource}} returned an error: {{reason}}', { dataSource, reason: text })
      : t('ui.failure.error', '{{dataSource}} returned an error', { dataSource }),
    advice: adviceToTest(),
  };
}

/** What is said of a data source whose name is not known. */
export function theDataSource(): string {
  return t('ui.failure.the-data-source', 'The data source');
}

/** What to do about an error that nothing more is known of. */
export function adviceToTest(): string {
  return t('ui.failure.error-advice', 'Run the query in Explore, or test the data source on the Setup page');
}

/** Grafana forbids users; a server behind it refuses what the data source shows it. */
function forbidden(dataSource: string, isUpstream: boolean): Failure {
  return isUpstream
    ? {
        kind: 'forbidden',
        message: t('ui.failure.refused', '{{dataSource}} refused the request', { dataSource }),
        advice: t('ui.failure.refused-advice', 'Ask an admin to check the credentials in the data source settings'),
      }
    : {
        kind: 'forbidden',
        message: t('ui.failure.forbidden', 'You do not have permission to query {{dataSource}}', { dataSource }),
        advice: t('ui.failure.forbidden-advice', 'Ask an admin for permission to query this data source'),
      };
}

function unreachable(dataSource: string): Failure {
  return {
    kind: 'failed',
    message: t('ui.failure.unreachable', '{{dataSource}} cannot be reached', { dataSource }),
    advice: t(
      'ui.failure.unreachable-advice',
      'Check that the server is running and that the data source URL is correct'
    ),
  };
}

function describe(error: unknown): { status?: number; text: string; isUpstream: boolean } {
  if (typeof error === 'string') {
    return { text: error, isUpstream: false };
  }
  if (typeof error !== 'object' || error === null) {
    return { text: '', isUpstream: false };
  }
  const { status, statusText, message, data, refId } = error as HttpLikeError;
  const inData = typeof data === 'string' ? data : (data?.message ?? data?.error);
  const text = [inData, message, statusText].find((part) => part !== undefined && part !== '') ?? '';
  // Grafana names the query only where the data source itself was asked and said no.
  return { status, text: inWords(text), isUpstream: refId !== undefined || isOfServer(data) };
}

/** What a server says, out of the JSON that it may say it in. */
function inWords(text: string): string {
  if (!text.trimStart().startsWith('{')) {
    return text;
  }
  try {
    const { error, message } = JSON.parse(text) as ErrorBody;
    return [error, message].find((part) => typeof part === 'string' && part !== '') ?? text;
  } catch {
    return text;
  }
}

/**
 * Whether it was the server behind Grafana that spoke: its words are handed on as they are, or whole as a message.
 * Grafana's own refusals are a sentence, and name the permission that is missing.
 */
function isOfServer(data: ErrorBody | string | undefined): boolean {
  if (typeof data !== 'object' || data === null || data.accessErrorId !== undefined) {
    return false;
  }
  const { message, error } = data;
  // Grafana's front end repeats a server's error as the message.
  return message === undefined || message === error ? error !== undefined : /^\s*[{<]/.test(message);
}
