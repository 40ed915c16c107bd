import { testSampleIncidents } from '../../tests/e2e/incidents/sampleTests';
import { test } from './support/fixtures';

testSampleIncidents(test);
