import { type PanelPlugin, type PanelPluginMeta, PluginType } from '@grafana/data';
import { heatmap } from './heatmap/plugin';
import { stat } from './stat';
import { timeseries } from './timeseries';

/** The stand-ins for Grafana's panels, by the ids under which scenes asks for them. */
const PANELS: Record<string, () => PanelPlugin> = { timeseries, stat, heatmap };

const made = new Map<string, PanelPlugin>();

/** The stand-in for a panel, for scenes; undefined where there is none. */
export function getPanel(id: string): PanelPlugin | undefined {
  const make = Object.hasOwn(PANELS, id) ? PANELS[id] : undefined;
  if (make && !made.has(id)) {
    const plugin = make();
    plugin.meta = meta(id);
    made.set(id, plugin);
  }
  return made.get(id);
}

export async function importPanel(id: string): Promise<PanelPlugin> {
  const plugin = getPanel(id);
  if (!plugin) {
    throw new Error(`The preview has no stand-in for the panel ${id}`);
  }
  return plugin;
}

function meta(id: string): PanelPluginMeta {
  return {
    id,
    name: id,
    type: PluginType.panel,
    module: '',
    baseUrl: '',
    sort: 0,
    info: {
      author: { name: 'Tillwatch' },
      description: 'Stands in for Grafana’s panel of this name',
      links: [],
      logos: { large: '', small: '' },
      screenshots: [],
      updated: '',
      version: '',
    },
  };
}
