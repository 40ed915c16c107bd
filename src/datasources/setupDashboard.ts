import { type Overrides, parseOverrides } from './overrides';

/** The dashboard that holds the overrides, see docs/decisions/0001-where-the-set-up-is-kept.md. */
export const SETUP_DASHBOARD_UID = 'tillwatch-setup';

// The dashboard is the organisation's, whatever language the admin reads who saves it: its texts stay in English.

export const SETUP_DASHBOARD_TITLE = 'Tillwatch setup';

/** The message of a version in the dashboard's history. */
export const SAVED_BY_TILLWATCH = 'Saved on the Setup page of Tillwatch';

const OVERRIDES_PANEL = 'Overrides';

const EXPLANATION_PANEL = 'About this dashboard';

const EXPLANATION = `This dashboard keeps what is set in Tillwatch: the panel below holds it as JSON.

Change objectives and errors on their own pages, all else on the **Setup** page. Viewers and editors can see what is
set, only admins can change it. Every change is a version: an earlier one can be viewed and restored (Settings,
Versions). Deleting the dashboard removes all that was set: detected and provisioned settings apply then.`;

interface TextPanel {
  id: number;
  type: 'text';
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  options: { mode: 'markdown' | 'code'; content: string; code?: { language: string; showLineNumbers: boolean } };
}

/** A dashboard as Grafana's API takes and gives it, as far as this one goes. */
export interface SetupDashboard {
  uid: string;
  title: string;
  tags: string[];
  /** The version that a change rests on; 0 for a new dashboard. */
  version: number;
  schemaVersion: number;
  panels: TextPanel[];
}

/** The dashboard that says what it is and holds the overrides as JSON. */
export function toDashboard(overrides: Overrides, version: number): SetupDashboard {
  return {
    uid: SETUP_DASHBOARD_UID,
    title: SETUP_DASHBOARD_TITLE,
    tags: ['tillwatch'],
    version,
    schemaVersion: 42,
    panels: [
      {
        id: 1,
        type: 'text',
        title: EXPLANATION_PANEL,
        gridPos: { x: 0, y: 0, w: 24, h: 6 },
        options: { mode: 'markdown', content: EXPLANATION },
      },
      {
        id: 2,
        type: 'text',
        title: OVERRIDES_PANEL,
        gridPos: { x: 0, y: 6, w: 24, h: 16 },
        options: {
          mode: 'code',
          content: JSON.stringify(overrides, null, 2),
          code: { language: 'json', showLineNumbers: false },
        },
      },
    ],
  };
}

/**
 * The overrides that a dashboard holds.
 * @throws Error where the panel is gone or does not hold JSON
 */
export function overridesIn(dashboard: unknown): Overrides {
  const panels = (dashboard as Partial<SetupDashboard> | null)?.panels;
  const panel = Array.isArray(panels) ? panels.find(({ title }) => title === OVERRIDES_PANEL) : undefined;
  const content: unknown = panel?.options?.content;
  if (typeof content !== 'string') {
    throw new Error(`The panel "${OVERRIDES_PANEL}" is missing`);
  }
  return parseOverrides(JSON.parse(content));
}
