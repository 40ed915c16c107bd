import React, { type ComponentProps } from 'react';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { type ChangesAnswer } from '../../datasources/changes/question';
import { withClient } from '../testing/withClient';
import { visuallyHidden } from '../visuallyHidden';
import { answerOf, FAILING, questionOf, QUIET, REFUSED, shopCase } from './testing/answers';
import { type AskedQuestion, fakeAsk } from './testing/fakeAsk';
import WhatChangedBlock from './WhatChangedBlock';

jest.mock('../../datasources/changes/askWhatChanged', () => ({ askWhatChanged: jest.fn() }));

const CONTEXT = { metrics: '', logs: '', traces: '', environments: [] };
const Client = withClient();
type Props = ComponentProps<typeof WhatChangedBlock>;

function block(props: Partial<Props>) {
  return (
    <MemoryRouter
      initialEntries={['/a/tillwatch-shop-app/health?from=now-1h&to=now&var-environment=production']}
      future={{ v7_startTransition: true, v7_relativeSplatPath: true }}
    >
      <WhatChangedBlock
        question={questionOf(FAILING)}
        context={CONTEXT}
        fit="whole"
        look="open"
        timeZone="utc"
        {...props}
      />
    </MemoryRouter>
  );
}

/** Shows the block; what is returned answers its latest question. */
function show(props: Partial<Props> = {}) {
  const asked = fakeAsk();
  const { rerender } = render(block(props), { wrapper: Client });
  const latest = (): AskedQuestion => asked.at(-1)!;
  return {
    asked,
    rerender: (next: Partial<Props>) => rerender(block({ ...props, ...next })),
    answer: async (answer: ChangesAnswer, isLast = true) =>
      act(async () => {
        latest().answer(answer);
        if (isLast) {
          latest().finish();
        }
      }),
    fail: async (error: unknown) => act(async () => latest().fail(error)),
  };
}

const region = () => screen.getByRole('region', { name: /^What changed/ });
const causes = () => within(screen.getByRole('list', { name: 'Causes, the likeliest first' }));
const readLogsLater = (answer: ChangesAnswer): ChangesAnswer => ({
  ...answer,
  signals: { ...answer.signals, logs: { state: 'waiting' } },
});

describe('an open block', () => {
  it('says what it is about, what it is compared with and how much it looked at', async () => {
    const { answer } = show();
    expect(region()).toHaveAccessibleName('What changed between 00:30 and 01:00');
    await answer(answerOf(FAILING));
    expect(region()).toHaveAccessibleName('What changed around 00:42');
    expect(region()).toHaveTextContent(/compared with 00:00 – 00:30 · looked at \d+ signals · 1.2 s/);
  });

  it('names the cause, how sure it is and since when, with what speaks for it and who follows', async () => {
    const { answer } = show();
    await answer(answerOf(FAILING));
    const [first = document.body, ...others] = causes()
      .getAllByRole('listitem')
      .filter((item) => 'cause' in item.dataset);
    expect(others).toEqual([]);
    expect(within(first).getByTestId('cause-1')).toHaveTextContent('payments');
    expect(first).toHaveTextContent(/likely.*error rate [\d.]+% → 6\d%, from 00:42/);
    expect(within(first).getByRole('list', { name: 'Evidence for payments' })).toHaveTextContent(
      /of the failures not explained by called services/
    );
    expect(first).toHaveTextContent(/storefrontfollows from 1$/);
  });

  it('leads on: to health, traces, logs, the victim and all changes, at that time and in that environment', async () => {
    const { answer } = show();
    await answer(answerOf(FAILING));
    const link = (name: string | RegExp) =>
      new URL(screen.getByRole('link', { name }).getAttribute('href')!, 'http://g');
    const expectAt = ({ searchParams }: URL, from: number, to: number) => {
      expect([searchParams.get('from'), searchParams.get('to')]).toEqual([String(from), String(to)]);
      expect(searchParams.get('var-environment')).toBe('production');
    };
    const { before, during } = FAILING;
    expect(link('payments').pathname).toMatch(/\/health\/service$/);
    expectAt(link('payments'), before.from, during.to);
    expect(link('storefront').searchParams.get('service')).toBe('storefront');
    const traces = link('Traces of payments');
    expect(traces.searchParams.getAll('where')).toEqual(['service=payments', 'error=true']);
    expectAt(traces, during.from, during.to);
    expect(link('Logs of payments').searchParams.getAll('where')).toContain('service=payments');
    expect(link('All changes').pathname).toMatch(/\/changes$/);
    expectAt(link('All changes'), during.from, during.to);
  });

  it('draws what speaks for it, each chart with words and a way on', async () => {
    const { answer } = show();
    await answer(answerOf(FAILING));
    const chart = screen.getByRole('link', { name: /^payments: error rate .* → / });
    expect(chart.querySelector('path')).toHaveAttribute('d', expect.stringMatching(/^M/));
    expect(chart).toHaveAttribute('href', expect.stringContaining('service=payments'));
  });

  it('shows what is known, and says what is still read', async () => {
    const { answer } = show();
    expect(within(region()).getByRole('status')).toHaveTextContent('Reading metrics, traces, logs');
    await answer(readLogsLater(answerOf(FAILING)), false);
    expect(within(region()).getByRole('status')).toHaveTextContent('Reading logs');
    expect(causes().getByTestId('cause-1')).toBeVisible();
    await answer(answerOf(FAILING));
    expect(within(region()).getByRole('status')).toBeEmptyDOMElement();
    expect(region()).toHaveAttribute('aria-busy', 'false');
  });

  it('keeps the last answer while it asks anew, and takes back what it asked', async () => {
    const { answer, rerender, asked } = show();
    await answer(answerOf(FAILING));
    const { before, during } = questionOf(FAILING);
    rerender({ question: { before, during: { ...during, to: during.to + 60_000 } } });
    expect(asked).toHaveLength(2);
    expect(asked[0]?.signal?.aborted).toBe(true);
    expect(region()).toHaveAttribute('aria-busy', 'true');
    expect(causes().getByTestId('cause-1')).toHaveTextContent('payments');
    await answer(answerOf(QUIET));
    expect(screen.queryByTestId('cause-1')).toBeNull();
  });

  it('asks anew where others are asked, and says so', async () => {
    const { answer, rerender, asked } = show();
    await answer(answerOf(FAILING));
    rerender({ context: { ...CONTEXT, environments: ['staging'] } });
    expect(asked).toHaveLength(2);
    expect(region()).toHaveAttribute('aria-busy', 'true');
    expect(within(region()).getByRole('status')).toHaveTextContent('Reading metrics, traces, logs');
  });

  it('does not take the last answer for that of a question that failed', async () => {
    const { answer, rerender, fail } = show();
    await answer(answerOf(FAILING));
    rerender({ context: { ...CONTEXT, environments: ['staging'] } });
    await fail(new Error('boom'));
    expect(screen.getByRole('alert')).toHaveTextContent(/boom/);
    expect(screen.queryByTestId('cause-1')).toBeNull();
  });

  it('asks once for the same question', async () => {
    const { answer, rerender, asked } = show();
    await answer(answerOf(FAILING));
    rerender({ question: questionOf(FAILING) });
    expect(asked).toHaveLength(1);
  });

  it('loses with a signal that failed only that', async () => {
    const { answer } = show();
    const answered = answerOf(FAILING);
    await answer({ ...answered, signals: { ...answered.signals, traces: { state: 'failed', failure: REFUSED } } });
    expect(screen.getByRole('alert')).toHaveTextContent('Without traces: Tempo refused. Ask an admin');
    expect(causes().getByTestId('cause-1')).toBeVisible();
  });

  it('says so where nothing could be asked', async () => {
    const { fail } = show();
    await fail(new Error('boom'));
    expect(screen.getByRole('alert')).toHaveTextContent(/boom/);
    expect(region()).toHaveAttribute('aria-busy', 'false');
  });

  it('says that nothing changed, and what would be needed to tell more', async () => {
    const { answer } = show();
    const answered = answerOf(QUIET);
    await answer({ ...answered, signals: { ...answered.signals, traces: { state: 'missing' } } });
    expect(region()).toHaveTextContent('Nothing changed that is large enough and no chance');
    expect(region()).toHaveTextContent(/this would be needed:A data source for traces/);
  });

  it('names no cause as likely where none is', async () => {
    const { answer } = show();
    const answered = answerOf(FAILING);
    await answer({ ...answered, changed: { ...answered.changed, verdict: 'unclear' } });
    expect(region()).toHaveTextContent('no cause is likely');
  });

  it('leads through the causes by j and k', async () => {
    const user = userEvent.setup();
    const { answer } = show();
    const answered = answerOf(shopCase({ payments: { fails: 0.6 }, storefront: { slower: 5 } }));
    expect(answered.changed.causes.length).toBeGreaterThan(1);
    await answer(answered);
    const linkOf = (place: number) => within(screen.getByTestId(`cause-${place}`)).getByRole('link');
    act(() => linkOf(1).focus());
    await user.keyboard('j');
    expect(linkOf(2)).toHaveFocus();
    await user.keyboard('k');
    expect(linkOf(1)).toHaveFocus();
  });
});

describe('a block of one line', () => {
  it('is not there while nothing is known, and where nothing changed', async () => {
    const { answer } = show({ look: 'line' });
    expect(screen.queryByRole('region')).toBeNull();
    expect(screen.queryByText(/^Nothing changed/)).toBeNull();
    await answer(answerOf(QUIET));
    expect(screen.queryByRole('region')).toBeNull();
    expect(screen.getByText(/^Nothing changed/)).toHaveClass(visuallyHidden);
  });

  it('names the likeliest cause, and opens', async () => {
    const user = userEvent.setup();
    const { answer } = show({ look: 'line' });
    await answer(answerOf(FAILING));
    expect(screen.getByTestId('cause-1')).toHaveTextContent('payments');
    expect(screen.queryByRole('list')).toBeNull();
    const evidence = screen.getByRole('button', { name: 'Evidence' });
    expect(evidence).toHaveAttribute('aria-expanded', 'false');
    await user.click(evidence);
    expect(causes().getByTestId('cause-1')).toBeVisible();
    expect(evidence).toHaveAttribute('aria-expanded', 'true');
  });

  it('says what failed, as then it is not known that nothing changed', async () => {
    const { answer } = show({ look: 'line' });
    const answered = answerOf(QUIET);
    await answer({ ...answered, signals: { ...answered.signals, metrics: { state: 'failed', failure: REFUSED } } });
    expect(region()).toHaveTextContent('Nothing changed in what was read');
    expect(screen.getByRole('alert')).toHaveTextContent('Without metrics: Tempo refused. Ask an admin');
  });
});
