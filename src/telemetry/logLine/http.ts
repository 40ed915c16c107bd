/** Methods of HTTP and WebDAV that requests are told by. */
export const METHODS: ReadonlySet<string> = new Set(
  'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT PROPFIND PURGE'.split(' ')
);

/** `https://shop.example:443`, `//shop.example`, and a host alone, which has a dot or a port, or is localhost. */
const HOST =
  /^(?:(?:[a-z][a-z0-9+.-]{1,20}:)?\/\/[^/?#\s]{1,255}|(?:[\w-]{1,63}\.){1,8}[a-z][a-z0-9-]{0,62}(?::\d{1,5})?|[\w.-]{1,255}:\d{1,5}|\[[0-9a-f:.]{2,45}\](?::\d{1,5})?|localhost)(?=[/?#]|$)/i;
const MAX_URL = 8192;

/** Path and query of a URL: absolute, without a scheme, or without a host. */
export function splitUrl(url: string): { path: string; query?: string } {
  const local = url.startsWith('/') && !url.startsWith('//') ? url : url.replace(HOST, '');
  const end = local.search(/[?#]/);
  const path = end < 0 ? local : local.slice(0, end);
  const query = end < 0 ? '' : local.slice(end + 1);
  return { path: path === '' ? '/' : path, ...(query !== '' && { query }) };
}

/**
 * Whether a text is an address that has a path.
 * @param isUrl it stands where an address with a host is expected, so that the host may come without a scheme
 */
export function isUrl(text: string, { mayLackScheme }: { mayLackScheme: boolean }): boolean {
  const isWhole = /^(?:\/|[a-z][a-z0-9+.-]{1,20}:\/\/)/i.test(text);
  return text.length <= MAX_URL && (isWhole || (mayLackScheme && text.includes('/') && HOST.test(text)));
}

/** An HTTP status code, written as a fraction (`200.0`) at will; undefined for other numbers and words. */
export function readStatus(text: string): number | undefined {
  return /^[1-5]\d\d(?:\.0+)?$/.test(text) ? Number(text) : undefined;
}
