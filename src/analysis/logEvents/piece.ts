import { type LogLine } from '../../telemetry/questions/logs';

/** At so many bytes Docker and containerd cut what a program writes. */
const CUT_BYTES = 16 * 1024;
/** The Container Runtime Interface's own: `F` for a whole line, `P` for a part of one. */
const CRI = /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) )?(?:stdout|stderr) ([FP]) /;
const DOCKER = '{"log":"';

/** What a program wrote, without what its container runtime put around it. */
export interface Piece {
  text: string;
  /** It was cut: the next line goes on with it. */
  isCut: boolean;
}

/** Reads a line as its container runtime wrote it. */
export function pieceOf({ body }: Pick<LogLine, 'body'>): Piece {
  const cri = CRI.exec(body);
  if (cri !== null) {
    return { text: body.slice(cri[0].length), isCut: cri[1] === 'P' };
  }
  const log = body.startsWith(DOCKER) ? dockerLog(body) : undefined;
  const text = log?.replace(/\r?\n$/, '') ?? body;
  return { text, isCut: isOfCutLength(text) && log?.endsWith('\n') !== true };
}

function dockerLog(body: string): string | undefined {
  try {
    const { log } = JSON.parse(body) as { log?: unknown };
    return typeof log === 'string' ? log : undefined;
  } catch {
    return undefined;
  }
}

function isOfCutLength(text: string): boolean {
  const isPossible = text.length <= CUT_BYTES && text.length >= CUT_BYTES / 4;
  return isPossible && new TextEncoder().encode(text).length === CUT_BYTES;
}

/** Whether a text is a JSON object by itself, and goes on with nothing. */
export function isWholeObject(text: string): boolean {
  if (!text.startsWith('{') || !text.trimEnd().endsWith('}')) {
    return false;
  }
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
