import React, { type ComponentType, Suspense } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { lazyComponent } from './lazyComponent';
import { browserPage } from './loadAgain';

const Greeting = ({ name }: { name: string }) => <p>Hello {name}</p>;
const LOADED = { default: Greeting };
const load = jest.fn<Promise<{ default: ComponentType<{ name: string }> }>, []>();
let reload: jest.SpyInstance;

beforeEach(() => {
  load.mockReset();
  reload = jest.spyOn(browserPage, 'reload').mockImplementation(() => undefined);
});

function show(message?: () => string) {
  const Lazy = lazyComponent(load, message);
  render(
    <Suspense fallback={<p>Wait</p>}>
      <Lazy name="Ada" />
    </Suspense>
  );
}

it('is what was loaded, with what it is given', async () => {
  load.mockResolvedValue(LOADED);
  show();
  expect(screen.getByText('Wait')).toBeInTheDocument();
  expect(await screen.findByText('Hello Ada')).toBeInTheDocument();
});

it('says that it could not be loaded, and is there after it was loaded again', async () => {
  load.mockRejectedValueOnce(new Error('Failed to fetch')).mockResolvedValue(LOADED);
  show(() => 'The greeting could not be loaded');
  expect(await screen.findByText('The greeting could not be loaded')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Load again' }));
  expect(await screen.findByText('Hello Ada')).toBeInTheDocument();
  expect(reload).not.toHaveBeenCalled();
});

it('loads the page of the browser anew where it fails for the second time', async () => {
  load.mockRejectedValue(new Error('Failed to fetch'));
  show();
  expect(await screen.findByText('This page could not be loaded')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Load again' }));
  expect(reload).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('button', { name: 'Load again' })).toBeEnabled();
});
