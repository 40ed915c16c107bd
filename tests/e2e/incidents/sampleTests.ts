import { expect, type Page } from '@playwright/test';
import { findFullInstance, findSampleCulprit, SAMPLE_INCIDENTS, SAMPLE_MEMORY_LEAK, SAMPLE_WAYS } from './sample';
import { MOST_CLICKS } from './walk';

type Test = (title: string, body: (fixtures: { page: Page }) => Promise<void>) => void;

/**
 * Declares a test for each incident of the sample shop. They are the same wherever its pages are shown.
 * @param test with the fixtures of that place; each of its tests begins with sample data on
 */
export function testSampleIncidents(test: Test): void {
  test('there is one incident of each kind', async () => {
    expect(SAMPLE_INCIDENTS.map(({ scenario }) => scenario).sort()).toEqual(Object.keys(SAMPLE_WAYS).sort());
  });

  for (const truth of SAMPLE_INCIDENTS) {
    test(`${truth.scenario}: from a bare health page to the guilty span and line in ${MOST_CLICKS} clicks`, async ({
      page,
    }) => {
      await findSampleCulprit(page, truth);
    });
  }

  test(`${SAMPLE_MEMORY_LEAK.scenario}: from a bare health page to the instance that is full`, async ({ page }) => {
    await findFullInstance(page);
  });
}
