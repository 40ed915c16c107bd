import React from 'react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import ExplainForm from './ExplainForm';

async function paste(text: string): Promise<void> {
  render(<ExplainForm />);
  await userEvent.click(screen.getByRole('textbox', { name: /Log lines/ }));
  await userEvent.paste(text);
  await userEvent.click(screen.getByRole('button', { name: 'Explain' }));
}

const cells = () =>
  within(screen.getByRole('table', { name: 'Values read from the text' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent));

it('says what is read of a line, by which rule, and what no rule took', async () => {
  await paste('{"level":"error","msg":"no stock","sku":"x1"}');
  expect(cells()).toEqual([
    ['Log line 1', 'level', 'error', 'field level'],
    ['Log line 1', 'message', 'no stock', 'field msg'],
    ['Log line 1', 'no meaning', 'x1', 'sku'],
  ]);
  expect(screen.getByText('2 values have a meaning. 1 is kept as it is.')).toBeInTheDocument();
});

it('says what a page of metrics is taken for', async () => {
  await paste('# TYPE http_requests_total counter\nhttp_requests_total{method="GET",code="200",app="cart"} 1\nup 1\n');
  expect(cells()).toEqual(
    expect.arrayContaining([
      ['http_requests_total', 'requests', 'cart', 'prometheus-http'],
      ['http_requests_total', 'status', 'code', 'label name'],
      ['up', 'no meaning', '', ''],
    ])
  );
});

it('says what is read of the spans of a trace, which are orphans, and where links lead', async () => {
  const link = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
  const span = {
    traceId: '1',
    spanId: '2',
    parentSpanId: '9',
    name: 'GET /cart',
    kind: 2,
    startTimeUnixNano: '1000000',
    endTimeUnixNano: '3000000',
    attributes: [
      { key: 'http.status_code', value: { intValue: '200' } },
      { key: 'sku', value: { stringValue: 'x1' } },
    ],
    links: [link],
  };
  await paste(JSON.stringify({ batches: [{ scopeSpans: [{ spans: [span, {}] }] }] }));
  const id = 'Span 0000000000000002';
  expect(cells()).toEqual([
    [id, 'orphan', '0000000000000009', 'the parent is not in the trace'],
    [id, 'name', 'GET /cart', 'the span itself'],
    [id, 'kind', 'server', 'the span itself'],
    [id, 'duration', '0.002', 'the span itself'],
    [id, 'error', 'false', 'status of the span'],
    [id, 'route', '/cart', 'name of the span'],
    [id, 'method', 'GET', 'name of the span'],
    [id, 'status', '200', 'attribute http.status_code, now called http.response.status_code'],
    [id, 'link', `${link.traceId} ${link.spanId}`, 'link of the span'],
    [id, 'no meaning', 'x1', 'sku'],
    ['Trace', 'no meaning', '1', 'spans without a trace ID or span ID'],
  ]);
});

it('says what it cannot read', async () => {
  await paste('[{"lin":"x"}]');
  expect(screen.getByText(/^Not a list of/)).toBeInTheDocument();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});
