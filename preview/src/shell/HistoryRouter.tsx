import React, { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import { type HistoryWrapper } from '@grafana/runtime';
import { type NavigationType, Router } from 'react-router-dom';

interface HistoryRouterProps {
  history: ReturnType<HistoryWrapper['getHistory']>;
  children: ReactNode;
}

/** React Router over the history that Grafana's location service and scenes write to, so that there is one address. */
export function HistoryRouter({ history, children }: HistoryRouterProps) {
  const location = useSyncExternalStore(
    useCallback((listener: () => void) => history.listen(listener), [history]),
    () => history.location
  );
  return (
    <Router location={location} navigator={history} navigationType={history.action as NavigationType}>
      {children}
    </Router>
  );
}
