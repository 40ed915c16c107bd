import React, { type ComponentType, lazy, type LazyExoticComponent, useState } from 'react';
import { loadAgain } from './loadAgain';
import { LoadFailed } from './LoadFailed';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/**
 * A component that is loaded when it is first shown. Where that fails it says so and offers to load it again, which
 * React's `lazy` alone never does.
 * @param message says what could not be loaded, where that is not a page
 */
export function lazyComponent<P extends {}>(
  load: Load<P>,
  message?: () => string
): LazyExoticComponent<ComponentType<P>> {
  return lazy(() => load().catch((error: unknown) => ({ default: failedComponent(load, error, message) })));
}

function failedComponent<P extends {}>(load: Load<P>, error: unknown, message?: () => string): ComponentType<P> {
  return function FailedComponent(props: P) {
    const [Loaded, setLoaded] = useState<ComponentType<P>>();
    return Loaded ? (
      <Loaded {...props} />
    ) : (
      <LoadFailed
        message={message?.()}
        onLoadAgain={async () => {
          const { default: loaded } = await loadAgain(load, error);
          setLoaded(() => loaded);
        }}
      />
    );
  };
}
