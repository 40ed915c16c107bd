import { type SceneObject } from '@grafana/scenes';
import { type SignalKind } from '../datasources/find';

/** What the file `page.ts` in a page's folder exports. */
export interface PageModule {
  /** Builds what the page shows below its title and controls. Called once for as long as the app is open. */
  createBody: () => SceneObject;
}

/** A row of the registry: all that is known of a page before its code is loaded. */
export interface PageDefinition<Param extends string = string> {
  /** Its path; `:name` stands for a part that says which trace, order or the like it is about. */
  path: string;
  /** Path of the page above it, in the breadcrumbs. */
  parent?: string;
  /** What the page is called while its address does not name what it is about. */
  title(): string;
  subTitle?(): string;
  /** The parts of its path and the search parameters that say which one it is about. Links back to it keep them. */
  params?: readonly Param[];
  /** The title by what the address names, known before the page is loaded. */
  titleOf?(params: Partial<Record<Param, string>>): string | undefined;
  /**
   * Its place in Grafana's navigation: `listed` there, or `home`, which the bare address leads to as well. For each,
   * `plugin.json` has a row; a test compares them. Other pages are reached by links.
   */
  navigation?: 'home' | 'listed';
  /**
   * What it asks for: it has a data source to choose for each, and the time range that all pages share. A page that
   * asks for none has no controls.
   */
  signals: readonly SignalKind[];
  /** It is about one moment, whenever that was: there is no time range, refresh or environment to choose. */
  isOfOneMoment?: boolean;
  /** Whether it shows numbers of another time beside its own. */
  compares?: boolean;
  /** Whether it has charts of a service, which alerts, silences and deployments are marked on. */
  marks?: boolean;
  /** Imports its `page.ts`. */
  load(): Promise<PageModule>;
}

/** A row of the registry; its title is given the parameters that it declares, and no others. */
export function definePage<const Param extends string = never>(definition: PageDefinition<Param>): PageDefinition {
  return definition;
}
