import { AppPlugin } from '@grafana/data';
import { REQUEST_STORY_V1 } from './extensions/exposed';
import { LINKS } from './extensions/links';
import { lazyComponent } from './ui/lazy/lazyComponent';

// Grafana shows its own loading state around the root page; all else is loaded when the app is opened.
export const plugin = new AppPlugin<{}>().setRootPage(lazyComponent(() => import('./app/App'))).addConfigPage({
  id: 'tillwatch',
  // The name of the product, in any language.
  title: 'Tillwatch',
  icon: 'heart-rate',
  body: lazyComponent(() => import('./app/translatedConfigPage')),
});

plugin.exposeComponent(REQUEST_STORY_V1);

for (const link of LINKS) {
  plugin.addLink(link);
}
