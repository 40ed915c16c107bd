import { type ChangeCase } from '../../../analysis/causes/case';
import { type Cause } from '../../../analysis/causes/cause';
import { type Change } from '../../../analysis/causes/change';
import { calls, caseOf, type Fate } from '../../../analysis/causes/testing/cases';
import { whatChanged } from '../../../analysis/causes/whatChanged';
import { type ChangesAnswer, type ChangesQuestion } from '../../../datasources/changes/question';
import { TelemetryError } from '../../../datasources/failure';

/** What was asked for a case. */
export function questionOf({ before, during }: Pick<ChangeCase, 'before' | 'during'>): ChangesQuestion {
  return { before, during };
}

/** A storefront that calls payments, and what befalls them. */
export function shopCase(fates: Record<string, Fate>): ChangeCase {
  return caseOf(1, ['storefront', 'payments'], [calls('storefront', 'payments')], fates);
}

/** Payments fail, and the storefront a little later. */
export const FAILING = shopCase({ payments: { fails: 0.6 }, storefront: { fails: 0.3, late: 2 } });
export const QUIET = shopCase({});

/** What is found in a case of which all was read. */
export function answerOf(one: ChangeCase, change: Partial<ChangesAnswer> = {}): ChangesAnswer {
  return {
    question: questionOf(one),
    signals: { metrics: { state: 'read' }, traces: { state: 'read' }, logs: { state: 'read' } },
    changed: whatChanged(one),
    one,
    took: 1234,
    ...change,
  };
}

/** A cause that nothing speaks for but what is said. */
export function causeOf(change: Partial<Cause> = {}): Cause {
  return {
    service: 'payments',
    isOutside: false,
    attributes: [],
    evidence: {},
    score: 1,
    sure: 0.95,
    changes: [],
    victims: [],
    ...change,
  };
}

/** A change for the worse of the error rate of a service. */
export function changeOf(change: Partial<Change> = {}): Change {
  return {
    entity: { kind: 'service', service: 'payments' },
    measure: 'errors',
    isWorse: true,
    segment: { from: 12, to: 30 },
    onset: { at: 12, earliest: 12, latest: 13 },
    before: 0.001,
    during: 0.9,
    z: 40,
    p: 1e-9,
    ...change,
  };
}

/** Why a data source did not answer. */
export const REFUSED = new TelemetryError({ kind: 'forbidden', message: 'Tempo refused', advice: 'Ask an admin' })
  .failure;
