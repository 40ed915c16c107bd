import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Change } from './Change';
import { DurationBar } from './DurationBar';
import { FilterInput } from './inputs/FilterInput';
import { StateBadge } from './status/StateBadge';
import { StatusMessage, type StatusKind } from './status/StatusMessage';
import { withClient } from './testing/withClient';
import { TrendLine } from './TrendLine';

describe('Absence', () => {
  it.each<[StatusKind, role: string, title: string]>([
    ['empty', 'status', 'No data'],
    ['not-supported', 'status', 'Not available'],
    ['absent', 'status', 'No data source'],
    ['forbidden', 'alert', 'Access denied'],
    ['failed', 'alert', 'Query failed'],
  ])('of the kind %s is a %s: %s', (kind, role, title) => {
    render(<StatusMessage kind={kind} message="what happened" advice="what to do" action={<button>Do it</button>} />);
    const box = screen.getByRole(role);
    expect(box).toHaveTextContent(title);
    expect(box).toHaveTextContent('what happened');
    expect(box).toHaveTextContent('what to do');
    expect(box).toContainElement(screen.getByRole('button', { name: 'Do it' }));
  });

  it('has a title of its own where no data is good news', () => {
    render(<StatusMessage kind="empty" title="No errors" message="No request failed" />, { wrapper: withClient() });
    expect(screen.getByRole('status')).toHaveTextContent('No errors');
    expect(screen.getByRole('status')).not.toHaveTextContent('No data');
  });

  it('shows a message as text, whatever is in it', () => {
    render(<StatusMessage kind="failed" message={'<img src="x"> & <b>bold</b>'} />);
    expect(screen.getByText('<img src="x"> & <b>bold</b>')).toBeInTheDocument();
  });
});

describe('Change', () => {
  /** The class of a text; two texts of one class have one colour. */
  const classOf = (change: number, moreIs?: 'bad' | 'good' | 'neither') => {
    const { container } = render(<Change change={change} baseline="yesterday" moreIs={moreIs} />);
    return container.firstElementChild?.className;
  };

  it('says what it is compared with, and nothing where there is nothing to compare with', async () => {
    render(<Change change={0.12} baseline="yesterday" />);
    await userEvent.tab();
    expect(screen.getByText('+12%')).toHaveFocus();
    expect(await screen.findByText('vs yesterday')).toBeInTheDocument();
    const { container } = render(<Change change={undefined} baseline="yesterday" />);
    expect(container).toBeEmptyDOMElement();
  });

  it('is in other words where these say more, and no stop for the keyboard where there is no more to say', async () => {
    render(<Change change={0.67} text="was 3" />);
    await userEvent.tab();
    expect(screen.getByText('was 3')).not.toHaveFocus();
  });

  it('is coloured only where the direction is good or bad and the change is worth a look', () => {
    const plain = classOf(0);
    const worse = classOf(0.5, 'bad');
    const better = classOf(-0.5, 'bad');
    expect(new Set([plain, worse, better]).size).toBe(3);
    expect([classOf(0.1, 'bad'), classOf(-0.1, 'bad'), classOf(5), classOf(-1, 'neither')]).toEqual(
      Array(4).fill(plain)
    );
    expect([classOf(-0.5, 'good'), classOf(0.11, 'bad')]).toEqual([worse, worse]);
    expect([classOf(0.5, 'good'), classOf(-0.11, 'bad')]).toEqual([better, better]);
  });
});

it.each([
  ['ok', 'OK'],
  ['warning', 'Warning'],
  ['critical', 'Critical'],
  ['unknown', 'Unknown'],
] as const)('StateBadge says %s in a word, and why to whoever asks', async (state, word) => {
  render(<StateBadge state={state} reason="Error rate 14%" />);
  await userEvent.tab();
  expect(screen.getByText(word)).toHaveFocus();
  expect(await screen.findByText('Error rate 14%')).toBeInTheDocument();
});

describe('TrendLine', () => {
  it('is a picture with a name', () => {
    render(<TrendLine values={[1, 2]} label="Requests to a over time" />);
    expect(screen.getByRole('img', { name: 'Requests to a over time' })).toBeInTheDocument();
  });

  it.each([[undefined], [[]], [[null, null]]])('keeps its place without values: %p', (values) => {
    const { container } = render(<TrendLine values={values} label="nothing" />);
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    expect(container).not.toBeEmptyDOMElement();
  });
});

describe('DurationBar', () => {
  it('tells the three numbers, and draws them in proportion to the longest', () => {
    const { container } = render(<DurationBar p50={0.04} p95={0.61} p99={1.9} longest={3.8} />);
    expect(container).toHaveTextContent('40.0 ms · 610 ms · 1.90 s');
    const widths = [...container.querySelectorAll<HTMLElement>('[style]')].map(({ style }) => parseFloat(style.width));
    expect(widths.map((width) => Math.round(width))).toEqual([50, 16, 1]);
  });

  it('says which are not measured', () => {
    const { container } = render(<DurationBar p95={0.61} longest={0} />);
    expect(container).toHaveTextContent('– · 610 ms · –');
    render(<DurationBar longest={1} />);
    expect(screen.getByText('not available')).toBeInTheDocument();
  });
});

describe('FilterInput', () => {
  function Filtered() {
    const [value, setValue] = React.useState('pay');
    return (
      <>
        <textarea aria-label="other" />
        <FilterInput value={value} onChange={setValue} label="Filter services" />
      </>
    );
  }

  it('is where / leads, and what Escape empties and leaves', async () => {
    render(<Filtered />);
    const input = screen.getByRole('textbox', { name: 'Filter services' });
    await userEvent.keyboard('/');
    expect(input).toHaveFocus();
    await userEvent.keyboard('ments/');
    expect(input).toHaveValue('payments/');
    await userEvent.keyboard('{Escape}');
    expect(input).toHaveValue('');
    expect(input).not.toHaveFocus();
  });

  it('leaves / to whoever is typing, and shortcuts to the browser', async () => {
    render(<Filtered />);
    await userEvent.click(screen.getByRole('textbox', { name: 'other' }));
    await userEvent.keyboard('a/b');
    expect(screen.getByRole('textbox', { name: 'other' })).toHaveValue('a/b');
    await userEvent.click(document.body);
    await userEvent.keyboard('{Control>}/{/Control}');
    expect(screen.getByRole('textbox', { name: 'Filter services' })).not.toHaveFocus();
  });
});
