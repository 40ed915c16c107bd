import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scrape, type Scraped } from '../exposition/scraped';

/** What a page says, judged by its documentation; see conventions/written/README.md. */
export interface WrittenPage {
  name: string;
  job: string;
  text: string;
  families: WrittenFamily[];
}

export interface WrittenFamily {
  convention: string;
  /** The base name, and for durations with their unit: `x in ms`. */
  requests: string;
  duration: string | null;
  labels: { route: string | null; method: string | null; status: string | null };
  services: Record<string, { requests: number; errors: number | null; clientErrors?: number }>;
  /** Matchers of series that do not count. */
  left?: string[];
}

const FOLDER = join(__dirname, '..', 'conventions', 'written');

/** All pages of conventions/written. */
export function writtenPages(): WrittenPage[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.expected.json'))
    .map((file) => file.replace('.expected.json', ''))
    .sort()
    .map((name) => ({
      ...(JSON.parse(readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8')) as Omit<
        WrittenPage,
        'name' | 'text'
      >),
      name,
      text: readFileSync(join(FOLDER, `${name}.prom`), 'utf8'),
    }));
}

/** A page as its job scrapes it. */
export function scrapePage({ text, job }: Pick<WrittenPage, 'text' | 'job'>): Scraped {
  return scrape(text, job);
}
