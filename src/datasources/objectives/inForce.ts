import { type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { loadSample } from '../sampleShop';
import { type Settings } from '../settings';

/** The objectives that are shown: those of the settings; with sample data, where none is set, the sample shop’s. */
export async function objectivesInForce(
  settings: Settings,
  isSample: boolean
): Promise<readonly ServiceLevelObjective[]> {
  const { serviceLevelObjectives: set = [] } = settings;
  return isSample && set.length === 0 ? (await loadSample()).SAMPLE_OBJECTIVES : set;
}
