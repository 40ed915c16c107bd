import React, { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DurationInput } from './DurationInput';

function Bounds() {
  const [{ from, to }, setBounds] = useState<{ from?: number; to?: number }>({});
  return (
    <>
      <DurationInput from={from} to={to} onChange={(nextFrom, nextTo) => setBounds({ from: nextFrom, to: nextTo })} />
      <button onClick={() => setBounds({ from: 2 })}>other bounds</button>
    </>
  );
}

const shortest = () => screen.getByLabelText('Minimum duration in milliseconds');

it('keeps the focus when Enter applies what was typed, and shows what is chosen elsewhere', async () => {
  render(<Bounds />);
  await userEvent.type(shortest(), '250{Enter}');
  expect(shortest()).toHaveFocus();
  expect(shortest()).toHaveValue(250);
  await userEvent.click(screen.getByRole('button'));
  expect(shortest()).toHaveValue(2000);
});
