import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { GrowingFacets } from '../../../analysis/facets';
import { type LogCondition, type LogCountQuestion } from '../../../telemetry/questions/logs';
import { FIRST, logLines } from '../../../ui/logLines/testing/lines';
import { FakeLogs } from '../testing/fakeLogs';
import { FacetGroup } from './FacetGroup';

const SPAN = { from: FIRST - 3_600_000, to: FIRST + 1 };

/** Lines of so many paths in turn, of which the first 24 are at hand. */
function show(paths: number, where: LogCondition[] = []) {
  const all = logLines(120, (index) => ({ reading: { fields: { path: `/p/${index % paths}` } } }));
  const logs = new FakeLogs(all);
  const open = async () => logs;
  const facet = new GrowingFacets().of(all.slice(0, 24)).find(({ field }) => field === 'field:path');
  if (!facet) {
    throw new Error('no facet');
  }
  const selection = { where, lines: [] };
  render(
    <FacetGroup facet={facet} isOpenFirst open={open} selection={selection} span={SPAN} onFilter={() => undefined} />
  );
  return logs;
}

const values = () => screen.queryAllByRole('button', { name: /%$/ }).map(({ textContent }) => textContent);

it('says where its field is from, and how many values it has', () => {
  show(12);
  expect(screen.getByRole('button', { expanded: true })).toHaveTextContent('pathfield12');
});

it('has a search field where it has more than eight values, which finds those that are not listed', async () => {
  show(12);
  expect(values()).toHaveLength(8);
  await userEvent.type(screen.getByRole('textbox', { name: 'Search values of path' }), '/P/1');
  expect(values()).toEqual(['/p/128.3%', '/p/1028.3%', '/p/1128.3%']);
  await userEvent.type(screen.getByRole('textbox'), '9');
  expect(screen.getByText('No values match')).toBeInTheDocument();
});

it('has none where all values are listed', () => {
  show(8);
  expect(values()).toHaveLength(8);
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
});

it('counts all lines on request, whichever of its own values are kept, and goes back to those at hand', async () => {
  const logs = show(4, [{ field: 'field:path', op: 'in', values: ['/p/1'] }]);
  expect(values()[0]).toBe('/p/0625%');
  await userEvent.click(screen.getByRole('button', { name: 'Count all log lines' }));
  expect(await screen.findByRole('button', { name: '/p/0 30 25%' })).toBeInTheDocument();
  expect(logs.questions<LogCountQuestion>('total')).toMatchObject([{ by: ['field:path'], where: [] }]);
  await userEvent.click(screen.getByRole('button', { name: 'Count loaded lines' }));
  expect(values()[0]).toBe('/p/0625%');
});

it('says why all lines could not be counted, beside the values at hand', async () => {
  const logs = show(4);
  logs.failing.set('total', { status: 504 });
  await userEvent.click(screen.getByRole('button', { name: 'Count all log lines' }));
  expect(await screen.findByText(/^The data source for logs/)).toBeInTheDocument();
  expect(values()).toHaveLength(4);
});
