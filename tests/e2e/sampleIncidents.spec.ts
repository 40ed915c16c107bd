import { test } from './fixtures';
import { testSampleIncidents } from './incidents/sampleTests';

// The incidents of the sample shop, found in a real Grafana: the truth is the same that the preview is checked against.

test.beforeEach(async ({ setupPage }) => {
  await setupPage.turnOnSampleData();
});

testSampleIncidents(test);
