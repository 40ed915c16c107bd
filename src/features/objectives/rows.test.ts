import { type Standing } from '../../analysis/objectives/standing';
import { sortRows } from '../../ui/entityTable/sort';
import { BY_URGENCY, type ObjectiveRow } from './rows';

const row = (id: string, standing: Pick<Standing, 'state' | 'exhaustedIn' | 'left'>): ObjectiveRow => ({
  id,
  objective: { service: id, target: 0.99, days: 30 },
  standing: { burns: [], isTooFew: false, ...standing },
  isCounting: false,
});

it('has those first that are to be looked at soonest: by state, by when it is exhausted, by what is left', () => {
  const rows = [
    row('unknown', { state: 'unknown' }),
    row('lasts, much left', { state: 'ok', left: 0.9 }),
    row('lasts, little left', { state: 'ok', left: 0.1 }),
    row('critical, later', { state: 'critical', exhaustedIn: 7200, left: 0.1 }),
    row('critical, soon', { state: 'critical', exhaustedIn: 3600, left: 0.9 }),
    row('exhausted in a week', { state: 'ok', exhaustedIn: 7 * 86_400, left: 0.5 }),
  ];
  const sorted = sortRows(rows, BY_URGENCY).map(({ id }) => id);
  expect(sorted.slice(0, 2)).toEqual(['critical, soon', 'critical, later']);
  expect(sorted.filter((id) => !/critical|unknown/.test(id))).toEqual([
    'exhausted in a week',
    'lasts, little left',
    'lasts, much left',
  ]);
});
