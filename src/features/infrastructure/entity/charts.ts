import { FieldType, getDefaultTimeRange, LoadingState, type PanelData } from '@grafana/data';
import { PanelBuilders, SceneDataNode, type VizPanel } from '@grafana/scenes';
import { LegendDisplayMode, TooltipDisplayMode } from '@grafana/schema';
import { t } from '../../../i18n/t';
import { type InfraKind, type InfraMeasure, type InfraSeries } from '../../../telemetry/questions/infrastructure';

/** One chart: the measures that it draws, in the order of its legend. */
interface ChartSpec {
  title: string;
  description: string;
  unit: string;
  max?: number;
  lines: ReadonlyArray<{ measure: InfraMeasure; name: string }>;
}

/** The charts of a kind by USE: what is used, what waits, what fails. */
function chartSpecs(kind: InfraKind): ChartSpec[] {
  return kind === 'host' ? hostCharts() : containerCharts();
}

/** What the charts of a kind ask for. */
export function chartMeasures(kind: InfraKind): InfraMeasure[] {
  return [...new Set(chartSpecs(kind).flatMap(({ lines }) => lines.map(({ measure }) => measure)))];
}

function hostCharts(): ChartSpec[] {
  return [
    {
      title: t('infra.chart.used', 'In use'),
      description: t(
        'infra.chart.used-about',
        'Share of CPU time worked, of memory not available, of time the disk is busy'
      ),
      unit: 'percentunit',
      max: 1,
      lines: [
        { measure: 'cpu', name: t('infra.chart.cpu', 'CPU') },
        { measure: 'memory', name: t('infra.chart.memory', 'memory') },
        { measure: 'disk', name: t('infra.chart.disk', 'disk') },
      ],
    },
    {
      title: t('infra.chart.filesystems', 'File systems'),
      description: t('infra.chart.filesystems-about', 'Share in use of each file system, and of its inodes'),
      unit: 'percentunit',
      max: 1,
      lines: [
        { measure: 'filesystem', name: '' },
        { measure: 'inodes', name: t('infra.chart.inodes', 'inodes') },
      ],
    },
    {
      title: t('infra.chart.waiting', 'Waiting'),
      description: t(
        'infra.chart.waiting-about',
        'Share of time in which tasks waited for a CPU, for memory, or were held up'
      ),
      unit: 'percentunit',
      lines: [
        { measure: 'cpuPressure', name: t('infra.chart.for-cpu', 'for a CPU') },
        { measure: 'memoryStalled', name: t('infra.chart.for-memory', 'for memory') },
        { measure: 'steal', name: t('infra.chart.steal', 'taken by the hypervisor') },
      ],
    },
    {
      title: t('infra.chart.queues', 'Queues'),
      description: t('infra.chart.queues-about', 'Tasks that run or wait, by CPU; requests that a disk has at once'),
      unit: 'short',
      lines: [
        { measure: 'load', name: t('infra.chart.load', 'load per CPU') },
        { measure: 'diskQueue', name: t('infra.chart.disk-queue', 'disk queue') },
      ],
    },
    networkChart(),
    {
      title: t('infra.chart.failing', 'Failing'),
      description: t(
        'infra.chart.failing-about',
        'Processes killed for want of memory in each step, and network errors per second'
      ),
      unit: 'short',
      lines: [
        { measure: 'oomKills', name: t('infra.chart.oom', 'OOM kills') },
        { measure: 'networkErrors', name: t('infra.chart.network-errors', 'network errors/s') },
        { measure: 'networkDrops', name: t('infra.chart.network-drops', 'dropped packets/s') },
      ],
    },
  ];
}

function containerCharts(): ChartSpec[] {
  return [
    {
      title: t('infra.chart.cpu-title', 'CPU'),
      description: t('infra.chart.container-cpu-about', 'Cores in use, and the limit'),
      unit: 'short',
      lines: [
        { measure: 'cpuCores', name: t('infra.chart.cores', 'cores in use') },
        { measure: 'cpuLimit', name: t('infra.chart.limit', 'limit') },
      ],
    },
    {
      title: t('infra.chart.memory-title', 'Memory'),
      description: t('infra.chart.container-memory-about', 'Working set, and the limit at which the kernel kills'),
      unit: 'bytes',
      lines: [
        { measure: 'memoryUsed', name: t('infra.chart.working-set', 'working set') },
        { measure: 'memoryLimit', name: t('infra.chart.limit', 'limit') },
      ],
    },
    {
      title: t('infra.chart.throttled', 'Throttled'),
      description: t('infra.chart.throttled-about', 'Share of scheduling periods in which the CPU limit held it back'),
      unit: 'percentunit',
      lines: [{ measure: 'throttled', name: t('infra.chart.throttled-line', 'throttled') }],
    },
    networkChart(),
    {
      title: t('infra.chart.failing', 'Failing'),
      description: t('infra.chart.container-failing-about', 'OOM kills and restarts in each step'),
      unit: 'short',
      lines: [
        { measure: 'oomKills', name: t('infra.chart.oom', 'OOM kills') },
        { measure: 'restarts', name: t('infra.chart.restarts', 'restarts') },
      ],
    },
  ];
}

function networkChart(): ChartSpec {
  return {
    title: t('infra.chart.network', 'Network'),
    description: t('infra.chart.network-about', 'Bytes received and sent per second'),
    unit: 'binBps',
    lines: [
      { measure: 'received', name: t('infra.chart.received', 'received') },
      { measure: 'transmitted', name: t('infra.chart.sent', 'sent') },
    ],
  };
}

/** A chart with the data that it draws once that is there. */
export interface Chart {
  panel: VizPanel;
  data: SceneDataNode;
  spec: ChartSpec;
}

/** The charts of a kind, empty. */
export function buildCharts(kind: InfraKind): Chart[] {
  return chartSpecs(kind).map((spec) => {
    const data = new SceneDataNode({ data: dataOf([], LoadingState.Loading, getDefaultTimeRange()) });
    const builder = PanelBuilders.timeseries()
      .setTitle(spec.title)
      .setDescription(spec.description)
      .setUnit(spec.unit)
      .setMin(0)
      .setCustomFieldConfig('fillOpacity', 8)
      .setCustomFieldConfig('lineWidth', 1.5)
      .setOption('legend', { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] })
      .setOption('tooltip', { mode: TooltipDisplayMode.Multi })
      .setData(data);
    if (spec.max !== undefined) {
      builder.setMax(spec.max);
    }
    return { panel: builder.build(), data, spec };
  });
}

/** Empties a chart: what it drew is of another, or of nobody any more. */
export function emptyChart(
  { data }: Chart,
  state: LoadingState.Loading | LoadingState.Done,
  timeRange: PanelData['timeRange']
): void {
  data.setState({ data: dataOf([], state, timeRange) });
}

/** Draws series; those of parts are named by them. */
export function drawChart(
  { data, spec }: Chart,
  series: readonly InfraSeries[],
  timeRange: PanelData['timeRange']
): void {
  const frames = spec.lines.flatMap(({ measure, name }) =>
    series
      .filter((one) => one.measure === measure)
      .map(({ times, values, part }) => ({
        refId: measure,
        length: times.length,
        fields: [
          { name: 'Time', type: FieldType.time, config: {}, values: [...times] },
          {
            name: 'Value',
            type: FieldType.number,
            config: { displayNameFromDS: [part, name].filter(Boolean).join(' ') },
            values: [...values],
          },
        ],
      }))
  );
  data.setState({ data: dataOf(frames, LoadingState.Done, timeRange) });
}

function dataOf(series: PanelData['series'], state: LoadingState, timeRange: PanelData['timeRange']): PanelData {
  return { series, state, timeRange };
}
