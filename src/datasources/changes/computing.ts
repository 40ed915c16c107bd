import { type ChangeCase } from '../../analysis/causes/case';
import { type WhatChanged } from '../../analysis/causes/cause';
import { ofService } from '../../analysis/causes/ofService';
import { whatChanged } from '../../analysis/causes/whatChanged';
import { whenWorse } from '../../analysis/causes/whenWorse';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** What is to be computed: of one service and whom it calls, where one is named. */
export interface ComputingRequest {
  one: ChangeCase;
  service?: string;
}

/** What came of it. */
export interface Computed {
  changed: WhatChanged;
  /** From when to when anything was worse; undefined where nothing was. */
  worse?: TimeSpan;
}

/** Computes what changed. */
export function compute({ one, service }: ComputingRequest): Computed {
  const looked = service === undefined ? one : ofService(one, service);
  const changed = whatChanged(looked);
  return { changed, worse: whenWorse(looked, changed.changes) };
}
