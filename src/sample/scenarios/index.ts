import { badDeploy } from './bad-deploy/generate';
import { memoryLeak } from './memory-leak/generate';
import { paymentErrors } from './payment-errors/generate';
import { REHEARSED } from './rehearsed';
import { type Scenario } from './scenario';
import { slowQuery } from './slow-query/generate';
import { stockOut } from './stock-out/generate';

/** Kinds of incidents that there are every day, in the order in which they come in each six hours. */
export const SCENARIOS: readonly Scenario[] = [slowQuery, paymentErrors, stockOut, memoryLeak, badDeploy];

/** All kinds of incidents, those that were only rehearsed last. */
export const ALL_SCENARIOS: readonly Scenario[] = [...SCENARIOS, ...REHEARSED];
