import { type AppLocation, type LocationParams } from '../appLocation';

/** How some state is written as search parameters, and read back: whatever the URL says, there is a state for it. */
export interface ParamsCodec<State extends object> {
  /** The search parameters that hold the state. */
  keys: readonly string[];
  read(params: URLSearchParams): State;
  /** What is left out has its default, which is not written: there is one URL for each state. */
  write(state: Partial<State>): LocationParams;
}

/** What a link to a page says: what the page cannot do without, and what differs from its defaults. */
export type PageLink<State extends object, Named extends keyof State = never> = Partial<State> & Pick<State, Named>;

/**
 * The one definition of a page's URL. The page reads its state with it and writes it back, and whatever leads to the
 * page (features, extensions, links of data) writes its links with it. Reading what was written gives the same state.
 * The URLs are a contract: what an older version wrote is read as it was meant.
 */
export interface PageUrl<State extends object, Named extends keyof State = never> {
  /** The page's own search parameters; all others belong to all pages or to somebody else. */
  keys: readonly string[];
  read(location: AppLocation): State;
  write(state: PageLink<State, Named>): AppLocation;
}

/** The URL of a page whose state is all in its search parameters. */
export function pageUrl<State extends object, Named extends keyof State = never>(
  path: string,
  { keys, read, write }: ParamsCodec<State>
): PageUrl<State, Named> {
  return {
    keys,
    read: ({ params }) => read(new URLSearchParams(params)),
    write: (state) => ({ path, params: write(state) }),
  };
}

/** A parameter, unless it has no value. */
export function param(key: string, value: string | undefined): LocationParams {
  return value === undefined || value === '' ? [] : [[key, value]];
}

/** Reads a number; undefined for what is none. */
export function readNumber(text: string | null | undefined): number | undefined {
  // Minus zero is written as zero.
  const value = !text || text.trim() === '' ? NaN : Number(text) + 0;
  return Number.isFinite(value) ? value : undefined;
}
