import { expect, test } from './fixtures';
import {
  findFullInstance,
  findSampleCulprit,
  SAMPLE_INCIDENTS,
  SAMPLE_MEMORY_LEAK,
  SAMPLE_WAYS,
} from './incidents/sample';
import { MOST_CLICKS } from './incidents/walk';

// The incidents of the sample shop, found in a real Grafana: the truth is the same that the preview is checked against.

test.beforeEach(async ({ setupPage }) => {
  await setupPage.turnOnSampleData();
});

test('there is one incident of each kind', () => {
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
