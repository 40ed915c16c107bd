import React from 'react';
import {
  NewSceneObjectAddedEvent,
  type SceneComponentProps,
  type SceneObject,
  SceneObjectBase,
  type SceneObjectState,
} from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import { loadAgain } from '../ui/lazy/loadAgain';
import { LoadFailed } from '../ui/lazy/LoadFailed';
import { type PageModule } from './definePage';

interface LazyBodyState extends SceneObjectState {
  load: () => Promise<PageModule>;
  /** What the page shows, once it is loaded. */
  body?: SceneObject;
  /** Why it could not be loaded. */
  failure?: { error: unknown };
}

/** What a page shows, loaded when the page is first opened. Title, tabs of the navigation and controls do not wait. */
export class LazyBody extends SceneObjectBase<LazyBodyState> {
  static Component = LazyBodyView;

  private isLoading = false;

  constructor(load: () => Promise<PageModule>) {
    super({ load });
    this.addActivationHandler(() => {
      // Whoever comes back to a page that could not be loaded has it tried again.
      void this.show(this.state.load).catch(() => undefined);
    });
  }

  /** Tries again after a failure. */
  loadAgain(): Promise<void> {
    const { load, failure } = this.state;
    return this.show(() => loadAgain(load, failure?.error));
  }

  private async show(load: () => Promise<PageModule>): Promise<void> {
    if (this.isLoading || this.state.body) {
      return;
    }
    this.isLoading = true;
    try {
      const { createBody } = await load();
      const body = createBody();
      this.setState({ body, failure: undefined });
      // Scenes has read the address already, for what was there then.
      this.publishEvent(new NewSceneObjectAddedEvent(body), true);
    } catch (error) {
      this.setState({ failure: { error } });
      throw error;
    } finally {
      this.isLoading = false;
    }
  }
}

function LazyBodyView({ model }: SceneComponentProps<LazyBody>) {
  const { body, failure } = model.useState();
  if (body) {
    return <body.Component model={body} />;
  }
  return failure ? <LoadFailed onLoadAgain={() => model.loadAgain()} /> : <LoadingPlaceholder text="" />;
}
