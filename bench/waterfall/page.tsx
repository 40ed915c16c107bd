import React from 'react';
import { createTheme, ThemeContext } from '@grafana/data';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router-dom';
import { analyzeTrace, type TraceTimeline, buildTimeline } from '../../src/analysis/trace/timeline';
import { EntryDetails } from '../../src/features/trace/waterfall/EntryDetails';
import { Waterfall } from '../../src/features/trace/waterfall/Waterfall';
import { largeTrace } from '../support/largeTrace';

/** What the benchmark reads from the page: milliseconds. */
export interface Figures {
  spans: number;
  lines: number;
  /** From spans as the data source gives them to the tree, critical path, self times, errors and gaps. */
  read: number;
  /** To weave the lines in. */
  weave: number;
  /** From spans and lines to the first row on the screen, the two above included. */
  firstRow: number;
}

declare global {
  interface Window {
    figures?: Figures;
  }
}

/** Shows a large trace, `?spans=`, and leaves behind how long that took. */
export async function start(): Promise<void> {
  const root = document.getElementById('root');
  const spans = Number(new URLSearchParams(window.location.search).get('spans') ?? 100_000);
  const given = largeTrace(spans, spans / 10);
  if (!root) {
    throw new Error('The page has no #root');
  }
  await painted();
  const started = performance.now();
  const facts = analyzeTrace(given.spans);
  const read = performance.now();
  const story = buildTimeline(facts, given.lines);
  const woven = performance.now();
  createRoot(root).render(<Page story={story} />);
  while (!document.querySelector('[data-entry]')) {
    await painted();
  }
  window.figures = {
    spans,
    lines: given.lines.length,
    read: read - started,
    weave: woven - read,
    firstRow: performance.now() - started,
  };
}

function Page({ story }: { story: TraceTimeline }) {
  return (
    <ThemeContext.Provider value={createTheme({ colors: { mode: 'dark' } })}>
      <MemoryRouter>
        <Waterfall
          story={story}
          details={(entry, select) => <EntryDetails story={story} entry={entry} links={{}} select={select} />}
        />
      </MemoryRouter>
    </ThemeContext.Provider>
  );
}

/** After the next frame is on the screen. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
