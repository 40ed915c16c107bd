import { type Stat } from './metric';

/** A question that a backend cannot answer, with the reason in words for the user. */
export interface NotSupported {
  notSupported: string;
  /** Which stats of the same measure can be asked for instead: of a summary without quantiles the mean. */
  instead?: readonly Stat[];
  /** No metric that would tell was detected, and an admin can map one. */
  isUndetected?: boolean;
}
