import { badDeploy } from './bad-deploy/generate';
import { memoryLeak } from './memory-leak/generate';
import { paymentErrors } from './payment-errors/generate';
import { type Scenario } from './scenario';
import { slowQuery } from './slow-query/generate';
import { stockOut } from './stock-out/generate';

/** All kinds of incidents, in the order in which they come in each six hours. */
export const SCENARIOS: readonly Scenario[] = [slowQuery, paymentErrors, stockOut, memoryLeak, badDeploy];
