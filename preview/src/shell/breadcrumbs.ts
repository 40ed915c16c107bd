import { type NavModelItem } from '@grafana/data';

/** One step on the way to a page. */
export interface Breadcrumb {
  text: string;
  /** Where it leads, without what the preview is served under. */
  href: string;
}

/** The way from the plugin's start to a page, the page itself last. */
export function breadcrumbsOf(page: NavModelItem | undefined, home: Breadcrumb): Breadcrumb[] {
  const steps: Breadcrumb[] = [];
  for (let item = page; item; item = item.parentItem) {
    if (!item.hideFromBreadcrumbs && item.url !== undefined) {
      steps.unshift({ text: item.text, href: item.url });
    }
  }
  return [home, ...steps];
}
