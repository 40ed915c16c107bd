import {
  findFullInstance,
  findSampleCulprit,
  SAMPLE_INCIDENTS,
  SAMPLE_MEMORY_LEAK,
  SAMPLE_WAYS,
} from '../../tests/e2e/incidents/sample';
import { MOST_CLICKS } from '../../tests/e2e/incidents/walk';
import { expect, test } from './support/fixtures';

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
